package io.pushchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.spi.Receiver;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The front door, on real threads, before a transport that stays open and delivers what a test puts
 * in.
 */
@Timeout(20)
class PushChannelTest {

  private static final URI BASE = URI.create("http://localhost:8080/push");

  private final HandTransport transport = new HandTransport();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
  private final List<PushChannel> channels = new ArrayList<>();

  @AfterEach
  void close() {
    channels.forEach(PushChannel::close);
  }

  private PushChannel open(PushListener listener) {
    PushChannel channel = PushChannel.open(BASE, transport, Set.of("t"), listener);
    channels.add(channel);
    return channel;
  }

  private PushChannel open() {
    return open(
        new PushListener() {
          @Override
          public void onMessage(Message message) {
            events.add(message.data() + " on " + Thread.currentThread().getName());
          }

          @Override
          public void onClosed(CloseReason reason) {
            closed.complete(reason);
          }
        });
  }

  private static Message message(int sequence) {
    return new Message(Cursor.parse("e1-" + sequence), "t", "" + sequence);
  }

  @Test
  void aMessageIsToldOnTheChannelsOwnThread() throws InterruptedException {
    PushChannel channel = open();
    transport.events.add(message(1));
    String call = events.take();
    assertTrue(call.matches("1 on pushchannel-hand-[0-9]+"), call);
    assertEquals(PushState.OPEN, channel.state());
  }

  @Test
  void closingReturnsAtOnceAlthoughTheListenerIsBusy() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    PushChannel channel =
        open(
            new PushListener() {
              @Override
              public void onMessage(Message message) {
                busy.countDown();
                try {
                  release.await();
                } catch (InterruptedException e) {
                  events.add("interrupted");
                }
                events.add("done");
              }

              @Override
              public void onClosed(CloseReason reason) {
                closed.complete(reason);
              }
            });
    transport.events.add(message(1));
    busy.await();
    channel.close();
    assertEquals(PushState.CLOSED, channel.state());
    assertFalse(closed.isDone(), "a call is under way");
    release.countDown();
    assertInstanceOf(CloseReason.ClosedByApplication.class, closed.get(10, TimeUnit.SECONDS));
    assertEquals(List.of("done"), List.copyOf(events), "and was not interrupted");
  }

  @Test
  void aSubscriberWithoutDemandHoldsTheChannelUpUntilItIsClosed() throws Exception {
    PushChannel channel = open();
    BlockingQueue<String> signals = new LinkedBlockingQueue<>();
    CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    channel.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription s) {
            subscription.complete(s);
            s.request(1);
          }

          @Override
          public void onNext(Message message) {
            signals.add(message.data());
          }

          @Override
          public void onError(Throwable error) {
            signals.add("error");
          }

          @Override
          public void onComplete() {
            signals.add("complete");
          }
        });
    for (int i = 1; i <= 3; i++) {
      transport.events.add(message(i));
    }
    assertEquals("1", signals.take());
    events.take();
    events.take();
    subscription.join().request(1);
    assertEquals("2", signals.take());
    events.take();
    channel.close();
    assertEquals("complete", signals.take());
    assertEquals(Cursor.parse("e1-2"), channel.cursor(), "not all subscribers received the third");
  }

  @Test
  void anAddressThatIsNoneIsRefusedAtOnce() {
    for (String wrong :
        List.of("ws://localhost/push", "localhost:8080", "/push", "http:///push", "mailto:a@b")) {
      assertEquals(
          "base must be an address such as http://localhost:8080/push, was " + wrong,
          refusal(URI.create(wrong), Set.of("t")));
    }
    for (String more :
        List.of("http://localhost/push?a=b", "http://localhost#f", "http://me:pw@localhost")) {
      assertEquals(
          "base must have no user, query and fragment (credentials go into PushOptions.headers),"
              + " but the address of localhost has one",
          refusal(URI.create(more), Set.of("t")));
    }
  }

  @Test
  void topicsThatAreNoneAreRefusedAtOnce() {
    assertEquals("topics must be 1 to 64, were 0", refusal(BASE, Set.of()));
    Set<String> many = IntStream.range(0, 65).mapToObj(i -> "t" + i).collect(Collectors.toSet());
    assertEquals("topics must be 1 to 64, were 65", refusal(BASE, many));
    assertEquals(
        "topic must have 1 to 128 characters of A-Z a-z 0-9 . _ : / -, was \"two words\"",
        refusal(BASE, Set.of("two words")));
  }

  private String refusal(URI base, Set<String> topics) {
    return assertThrows(
            IllegalArgumentException.class,
            () -> PushChannel.open(base, transport, topics, message -> {}))
        .getMessage();
  }

  @Test
  void aPublishGoesToTheConnection() {
    PushChannel channel = open();
    channel.publish("t", "text");
    channel.publish("t", "text", "key");
    channel.publishJson("t", Map.of("rate", 1.0842)).toCompletableFuture().join();
    assertEquals(
        List.of("t=text generated", "t=text key", "t={\"rate\":1.0842} generated"),
        transport.published);
  }

  @Test
  void anInvalidPublishThrowsAndALaterFailureIsInTheStage() {
    PushChannel channel = open();
    assertEquals(
        "data must be valid Unicode, has half a surrogate pair",
        assertThrows(IllegalArgumentException.class, () -> channel.publish("t", "half \ud83d"))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> channel.publish("$open", "text"));
    assertThrows(IllegalArgumentException.class, () -> channel.publishJson("t", new byte[1]));
    channel.close();
    assertEquals(
        "hand channel to http://localhost:8080/push of [t] is closed",
        failure(channel.publish("t", "text")).getMessage());
    assertEquals(List.of(), transport.published);
  }

  private static Throwable failure(CompletionStage<PublishResult> stage) {
    return assertThrows(CompletionException.class, stage.toCompletableFuture()::join).getCause();
  }

  @Test
  void aChannelSaysWhichItIs() {
    assertEquals("hand channel to http://localhost:8080/push of [t]", open().toString());
    Set<String> many = IntStream.range(0, 64).mapToObj(i -> "t" + i).collect(Collectors.toSet());
    PushChannel channel = PushChannel.open(BASE, transport, many, message -> {});
    channels.add(channel);
    assertEquals("hand channel to http://localhost:8080/push of 64 topics", channel.toString());
  }

  /** Stays open until it is closed, and delivers what is put into {@code events}. */
  private static final class HandTransport implements PushTransport {

    final BlockingQueue<Message> events = new LinkedBlockingQueue<>();
    final List<String> published = new ArrayList<>();

    @Override
    public String name() {
      return "hand";
    }

    @Override
    public int preference() {
      return 0;
    }

    @Override
    public PushEndpoint endpoint(EndpointContext settings) {
      throw new UnsupportedOperationException("a client only");
    }

    @Override
    public PushConnection connection(URI base, PushOptions options) {
      return new HandConnection();
    }

    private final class HandConnection implements PushConnection {

      private final Message end = message(0);

      @Override
      public void run(Set<String> topics, Cursor after, Receiver receiver)
          throws IOException, InterruptedException {
        receiver.opened(Cursor.parse("e1-0"));
        for (Message next = events.take(); next != end; next = events.take()) {
          receiver.message(next);
        }
      }

      @Override
      public CompletionStage<PublishResult> publish(String topic, String data, String key) {
        boolean isGenerated = key.matches("[0-9a-f-]{36}");
        published.add(topic + '=' + data + ' ' + (isGenerated ? "generated" : key));
        return CompletableFuture.completedFuture(new PublishResult(Cursor.parse("e1-1"), false));
      }

      @Override
      public void close() {
        events.add(end);
      }
    }
  }
}
