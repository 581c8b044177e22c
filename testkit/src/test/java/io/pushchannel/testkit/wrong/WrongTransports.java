package io.pushchannel.testkit.wrong;

import static io.pushchannel.testkit.wrong.ReceiverLike.between;
import static io.pushchannel.testkit.wrong.TransportLike.withConnection;
import static io.pushchannel.testkit.wrong.TransportLike.withEndpoint;
import static io.pushchannel.testkit.wrong.TransportLike.withSettings;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PublishResult;
import io.pushchannel.PushRefusedException;
import io.pushchannel.lines.LinesTransport;
import io.pushchannel.spi.BatchFormat;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.spi.Receiver;
import io.pushchannel.testkit.TransportContract;
import io.pushchannel.wire.Position;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Wrong transports, each with a plausible fault and a list of the promises that it breaks. {@link
 * KitTest} checks that the kit reports these promises, and no others.
 */
final class WrongTransports {

  private WrongTransports() {}

  // ---------------------------------------------------------------- delivery

  @Breaks({"1.", "3. earliest", "4.", "5. Text", "6.", "19. In", "21.", "33. No"})
  static class LosesOneInAHundred extends TransportContract {
    @Override
    protected PushTransport transport() {
      return between(
          receiver ->
              new ReceiverLike(receiver) {
                @Override
                public void message(Message message) {
                  if (Position.of(message.id()).sequence() % 100 != 99) {
                    right.message(message);
                  }
                }
              });
    }
  }

  @Breaks({"1.", "3. earliest", "4.", "5. Text", "6.", "19. In", "21.", "33. No"})
  static class SwapsTwoInAHundred extends TransportContract {
    @Override
    protected PushTransport transport() {
      return between(
          receiver ->
              new ReceiverLike(receiver) {
                private @Nullable Message held;

                @Override
                public void message(Message message) {
                  if (Position.of(message.id()).sequence() % 100 == 99) {
                    held = message;
                    return;
                  }
                  right.message(message);
                  if (held != null) {
                    right.message(held);
                    held = null;
                  }
                }
              });
    }
  }

  /** Breaks no promise, because the channel ignores repeated messages. */
  @Breaks({})
  static class TellsEverythingTwice extends TransportContract {
    @Override
    protected PushTransport transport() {
      return between(
          receiver ->
              new ReceiverLike(receiver) {
                @Override
                public void message(Message message) {
                  right.message(message);
                  right.message(message);
                }
              });
    }
  }

  @Breaks({"4.", "33. subscribe"})
  static class NumbersMessagesItself extends TransportContract {
    @Override
    protected PushTransport transport() {
      return between(
          receiver ->
              new ReceiverLike(receiver) {
                private long last;

                @Override
                public void opened(Cursor cursor) {
                  last = Position.of(cursor).sequence();
                  right.opened(cursor);
                }

                @Override
                public void gap(Gap gap) {
                  last = Position.of(gap.resumed()).sequence();
                  right.gap(gap);
                }

                @Override
                public void message(Message message) {
                  Cursor id = new Position(Position.of(message.id()).epoch(), ++last).toCursor();
                  right.message(new Message(id, message.topic(), message.data()));
                }
              });
    }
  }

  @Breaks({"33. subscribe"})
  static class KeepsItsFirstTopics extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withConnection(
          connection ->
              new ConnectionLike(connection) {
                private @Nullable Set<String> first;

                @Override
                public void run(Set<String> topics, Cursor after, Receiver receiver)
                    throws IOException, InterruptedException {
                  first = first == null ? topics : first;
                  right.run(first, after, receiver);
                }
              });
    }
  }

  @Breaks({"2."})
  static class ReadsFromTheBeginning extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withConnection(
          connection ->
              new ConnectionLike(connection) {
                @Override
                public void run(Set<String> topics, Cursor after, Receiver receiver)
                    throws IOException, InterruptedException {
                  boolean isNew = after.equals(Cursor.LATEST);
                  right.run(topics, isNew ? Cursor.EARLIEST : after, receiver);
                }
              });
    }
  }

  @Breaks({"1.", "4.", "33. subscribe"})
  static class ReadsOneTopic extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withConnection(
          connection ->
              new ConnectionLike(connection) {
                @Override
                public void run(Set<String> topics, Cursor after, Receiver receiver)
                    throws IOException, InterruptedException {
                  right.run(Set.of(topics.stream().sorted().toList().get(0)), after, receiver);
                }
              });
    }
  }

  @Breaks({"6.", "10.", "12.", "14. A stream", "33. No"})
  static class ForgetsItsPlaceWhenItBreaks extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withConnection(
          connection ->
              new ConnectionLike(connection) {
                private boolean hasOpened;

                @Override
                public void run(Set<String> topics, Cursor after, Receiver receiver)
                    throws IOException, InterruptedException {
                  right.run(
                      topics,
                      hasOpened ? Cursor.LATEST : after,
                      new ReceiverLike(receiver) {
                        @Override
                        public void opened(Cursor cursor) {
                          hasOpened = true;
                          super.opened(cursor);
                        }
                      });
                }
              });
    }
  }

  @Breaks({"3. a cursor", "7.", "8."})
  static class SkipsTheMessageAfterACursor extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withConnection(
          connection ->
              new ConnectionLike(connection) {
                private boolean hasRun;

                @Override
                public void run(Set<String> topics, Cursor after, Receiver receiver)
                    throws IOException, InterruptedException {
                  Position given = Position.of(after);
                  boolean isGiven = !hasRun && given.sequence() > 0 && given.sequence() < 99;
                  hasRun = true;
                  Position next = new Position(given.epoch(), given.sequence() + 1);
                  right.run(topics, isGiven ? next.toCursor() : after, receiver);
                }
              });
    }
  }

  @Breaks({"8.", "9.", "10.", "19. In", "21."})
  static class HidesGaps extends TransportContract {
    @Override
    protected PushTransport transport() {
      return between(
          receiver ->
              new ReceiverLike(receiver) {
                @Override
                public void gap(Gap gap) {}
              });
    }
  }

  @Breaks({"5. Text"})
  static class DropsNul extends TransportContract {
    @Override
    protected PushTransport transport() {
      return between(receiver -> changing(receiver, "\u0000", ""));
    }
  }

  @Breaks({"5. Text", "5. CR"})
  static class MakesLinesEndAsOnWindows extends TransportContract {
    @Override
    protected PushTransport transport() {
      return between(receiver -> changing(receiver, "\n", "\r\n"));
    }
  }

  private static Receiver changing(Receiver receiver, String from, String to) {
    return new ReceiverLike(receiver) {
      @Override
      public void message(Message message) {
        right.message(new Message(message.id(), message.topic(), message.data().replace(from, to)));
      }
    };
  }

  // ---------------------------------------------------------------- failures

  @Breaks({"11. A pause"})
  static class IgnoresRetryAfter extends TransportContract {
    @Override
    protected PushTransport transport() {
      return refusing(
          failure ->
              new PushRefusedException(
                  failure.status(), String.valueOf(failure.getMessage()), null));
    }
  }

  @Breaks({"12."})
  static class IgnoresTheByesPause extends TransportContract {
    @Override
    protected PushTransport transport() {
      return between(
          receiver ->
              new ReceiverLike(receiver) {
                @Override
                public void retryAfter(Duration retry) {}
              });
    }
  }

  @Breaks({"12."})
  static class SaysNoBye extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withEndpoint(
          (right, settings) ->
              Overridden.stream(right, stream -> Overridden.without(stream, "onClosing")));
    }
  }

  @Breaks({"11. The pause", "11. A pause"})
  static class TriesAgainByItself extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withConnection(
          connection ->
              new ConnectionLike(connection) {
                @Override
                public void run(Set<String> topics, Cursor after, Receiver receiver)
                    throws IOException, InterruptedException {
                  try {
                    right.run(topics, after, receiver);
                  } catch (PushRefusedException e) {
                    if (!e.isRetryable()) {
                      throw e;
                    }
                    right.run(topics, after, receiver);
                  }
                }
              });
    }
  }

  @Breaks({"11. The pause", "11. A pause", "15. (a status"})
  static class TakesEveryRefusalForFinal extends TransportContract {
    @Override
    protected PushTransport transport() {
      return refusing(
          failure ->
              failure.isRetryable()
                  ? new PushRefusedException(400, String.valueOf(failure.getMessage()), null)
                  : failure);
    }
  }

  @Breaks({"11. A pause", "15. A channel", "20. onClosed", "34. After", "34. A second"})
  static class TakesNoRefusalForFinal extends TransportContract {
    @Override
    protected PushTransport transport() {
      return refusing(failure -> new IOException(failure));
    }
  }

  private static PushTransport refusing(Function<PushRefusedException, IOException> instead) {
    return withConnection(
        connection ->
            new ConnectionLike(connection) {
              @Override
              public void run(Set<String> topics, Cursor after, Receiver receiver)
                  throws IOException, InterruptedException {
                try {
                  right.run(topics, after, receiver);
                } catch (PushRefusedException e) {
                  throw instead.apply(e);
                }
              }
            });
  }

  /** Announces a heartbeat of one hour to the client. */
  @Breaks({"14. A stream"})
  static class IsDeafToSilence extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withSettings(
          right ->
              new EndpointContext(
                  right.log(),
                  Duration.ofHours(1),
                  right.maxWait(),
                  right.maxTopics(),
                  right.maxMessageBytes(),
                  right.minBytesPerSecond()));
    }
  }

  @Breaks({"14. An idle"})
  static class HasNoHeart extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withEndpoint(
          (right, settings) ->
              Overridden.stream(right, stream -> Overridden.without(stream, "onIdle")));
    }
  }

  /** Upgrades the connection, but the server does not notice that the client sends nothing. */
  @Breaks({"14. The server"})
  static class UpgradesAndDoesNotListen extends TransportContract {
    private static final byte[] HEAD =
        ("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    @Override
    protected PushTransport transport() {
      return withEndpoint(
          (right, settings) ->
              exchange ->
                  right.handle(
                      Overridden.method(
                          PushExchange.class,
                          exchange,
                          "stream",
                          arguments -> exchange.upgrade(HEAD, bytes -> {}))));
    }
  }

  // ---------------------------------------------------------------- publishing

  @Breaks(
      value = {
        "16.",
        "17. While",
        "17. Another",
        "17. A publish",
        "18. Invalid",
        "19. In",
        "28. Publishes",
        "28. also",
        "28. A rejected",
        "29. before",
        "29. while",
        "29. after",
        "29. or while"
      },
      maybe = {"23."})
  static class SaysPublishedWhenItHasOnlyBegun extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withConnection(
          connection ->
              new ConnectionLike(connection) {
                private volatile Cursor last = Cursor.LATEST;

                @Override
                public void run(Set<String> topics, Cursor after, Receiver receiver)
                    throws IOException, InterruptedException {
                  right.run(
                      topics,
                      after,
                      new ReceiverLike(receiver) {
                        @Override
                        public void opened(Cursor cursor) {
                          last = cursor;
                          super.opened(cursor);
                        }

                        @Override
                        public void message(Message message) {
                          last = message.id();
                          super.message(message);
                        }
                      });
                }

                @Override
                public CompletionStage<PublishResult> publish(
                    String topic, String data, @Nullable String key) {
                  CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS)
                      .execute(() -> right.publish(topic, data, key));
                  Position known = Position.of(last);
                  Cursor guess = new Position(known.epoch(), known.sequence() + 1).toCursor();
                  return CompletableFuture.completedFuture(new PublishResult(guess, false));
                }
              });
    }
  }

  @Breaks({
    "16.",
    "17. While",
    "17. Another",
    "17. A publish",
    "18. Invalid",
    "19. In",
    "28. Publishes",
    "28. also",
    "28. A rejected",
    "29. before",
    "29. while",
    "29. after",
    "29. or while"
  })
  static class PublishesTwice extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withConnection(
          connection ->
              new ConnectionLike(connection) {
                @Override
                public CompletionStage<PublishResult> publish(
                    String topic, String data, @Nullable String key) {
                  return right
                      .publish(topic, data, key)
                      .thenCompose(
                          first -> right.publish(topic, data, null).thenApply(again -> first));
                }
              });
    }
  }

  @Breaks({"17. While", "17. Another", "17. A publish", "18. Invalid"})
  static class ForgetsTheKey extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withConnection(
          connection ->
              new ConnectionLike(connection) {
                @Override
                public CompletionStage<PublishResult> publish(
                    String topic, String data, @Nullable String key) {
                  boolean isGenerated = key != null && key.matches("[0-9a-f-]{36}");
                  return right.publish(topic, data, isGenerated ? key : null);
                }
              });
    }
  }

  /** Sends publishes in parallel, so that the network determines their order. */
  @Breaks(
      value = {"28. Publishes", "28. also", "29. or while"},
      maybe = {"28. A rejected"})
  static class PublishesInParallel extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withConnection(
          connection ->
              new ConnectionLike(connection) {
                @Override
                public int publishWindow() {
                  return 1024;
                }
              });
    }
  }

  // ---------------------------------------------------------------- threads and ends

  @Breaks(
      value = {"19. A listener"},
      maybe = {"19. In"})
  static class CallsFromAnyThread extends TransportContract {
    private static final ExecutorService ANY =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "any");
              thread.setDaemon(true);
              return thread;
            });

    @Override
    protected PushTransport transport() {
      return between(
          receiver ->
              new ReceiverLike(receiver) {
                @Override
                public void message(Message message) {
                  if (Position.of(message.id()).sequence() % 10 != 0) {
                    right.message(message); // a change of threads per message would take too long
                    return;
                  }
                  try {
                    CompletableFuture.runAsync(() -> right.message(message), ANY).join();
                  } catch (CompletionException e) {
                    throw (RuntimeException) e.getCause();
                  }
                }
              });
    }
  }

  @Breaks({"19. A listener"})
  static class CallsUnderALock extends TransportContract {
    @Override
    protected PushTransport transport() {
      return between(
          receiver ->
              new ReceiverLike(receiver) {
                @Override
                public synchronized void message(Message message) {
                  right.message(message);
                }
              });
    }
  }

  @Breaks({"19. In"})
  static class AcknowledgesOnTheReadingThread extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withConnection(AcknowledgesOnTheReadingThread::wrong);
    }

    private static PushConnection wrong(PushConnection connection) {
      Semaphore idle = new Semaphore(1);
      return new ConnectionLike(connection) {
        @Override
        public void run(Set<String> topics, Cursor after, Receiver receiver)
            throws IOException, InterruptedException {
          right.run(topics, after, occupying(idle, receiver));
        }

        @Override
        public CompletionStage<PublishResult> publish(
            String topic, String data, @Nullable String key) {
          return right
              .publish(topic, data, key)
              .whenCompleteAsync((result, failure) -> awaitIdle(idle), CallsFromAnyThread.ANY);
        }
      };
    }

    private static void awaitIdle(Semaphore idle) {
      idle.acquireUninterruptibly();
      idle.release();
    }

    private static Receiver occupying(Semaphore idle, Receiver receiver) {
      return new ReceiverLike(receiver) {
        @Override
        public void opened(Cursor cursor) {
          occupy(() -> right.opened(cursor));
        }

        @Override
        public void gap(Gap gap) {
          occupy(() -> right.gap(gap));
        }

        @Override
        public void message(Message message) {
          occupy(() -> right.message(message));
        }

        private void occupy(Runnable callback) {
          idle.acquireUninterruptibly();
          try {
            callback.run();
          } finally {
            idle.release();
          }
        }
      };
    }
  }

  @Breaks({"20. onClosed", "20. An exception"})
  static class SwallowsWhatAListenerThrows extends TransportContract {
    @Override
    protected PushTransport transport() {
      return between(
          receiver ->
              new ReceiverLike(receiver) {
                @Override
                public void message(Message message) {
                  try {
                    right.message(message);
                  } catch (RuntimeException e) {
                    // wrong: the channel must handle this exception
                  }
                }
              });
    }
  }

  /** Fails if the application closes the channel again; the channel itself closes it once more. */
  @Breaks({"20. close returns"})
  static class CannotBeClosedTwice extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withConnection(
          connection ->
              new ConnectionLike(connection) {
                private int closes;

                @Override
                public synchronized void close() {
                  right.close();
                  if (++closes > 2) {
                    throw new IllegalStateException("closed already");
                  }
                }
              });
    }
  }

  @Breaks({"7.", "19. A listener", "20. onClosed", "20. close returns", "22.", "23."})
  static class ReadsOnWhenItIsClosed extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withConnection(
          connection ->
              new ConnectionLike(connection) {
                @Override
                public void close() {}
              });
    }
  }

  @Breaks({"23."})
  static class LeavesAThread extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withConnection(
          connection -> {
            Thread thread = new Thread(LeavesAThread::idle, "left behind");
            thread.setDaemon(true);
            thread.start();
            return connection;
          });
    }

    private static void idle() {
      try {
        new CountDownLatch(1).await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Breaks({"23."})
  static class LeavesASocket extends TransportContract {
    static final Queue<Socket> LEFT = new ConcurrentLinkedQueue<>();

    @Override
    protected PushTransport transport() {
      PushTransport right = new LinesTransport();
      return new TransportLike(
          right::endpoint,
          (base, options) ->
              new ConnectionLike(right.connection(base, options)) {
                @Override
                public void run(Set<String> topics, Cursor after, Receiver receiver)
                    throws IOException, InterruptedException {
                  LEFT.add(new Socket(base.getHost(), base.getPort()));
                  super.run(topics, after, receiver);
                }
              });
    }
  }

  @Breaks({"23."})
  static class LeavesAFeed extends TransportContract {
    @Override
    protected PushTransport transport() {
      return withEndpoint(
          (right, settings) ->
              exchange -> {
                settings
                    .log()
                    .open(List.of("a"), Position.LATEST, BatchFormat.INSTANCE, exchange.notifier());
                right.handle(exchange);
              });
    }
  }
}
