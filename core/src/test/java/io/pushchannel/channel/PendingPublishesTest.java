package io.pushchannel.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.PublishFailedException;
import io.pushchannel.PublishResult;
import io.pushchannel.PushOptions;
import io.pushchannel.PushRefusedException;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.Receiver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PendingPublishesTest {

  private static final PublishResult RESULT = new PublishResult(Cursor.parse("e-1"), false);

  private final ManualConnection connection = new ManualConnection();
  private PushOptions options =
      PushOptions.builder().backoff(Duration.ofMillis(1), Duration.ofMillis(20)).build();

  @Test
  void aPublishIsSentOnceTheChannelIsOpen() throws Exception {
    PendingPublishes publishes = publishes();
    CompletableFuture<PublishResult> published = publish(publishes, "a");
    assertEquals(0, connection.sent.size());
    publishes.opened();
    connection.takeNext("a").response.complete(RESULT);
    assertEquals(RESULT, published.get());
  }

  @Test
  void onePublishWaitsForTheResponseToThePreviousOne() throws Exception {
    PendingPublishes publishes = open();
    publish(publishes, "a");
    CompletableFuture<PublishResult> second = publish(publishes, "b");
    Sent first = connection.takeNext("a");
    assertEquals(0, connection.sent.size());
    first.response.complete(RESULT);
    connection.takeNext("b").response.complete(RESULT);
    assertEquals(RESULT, second.get());
  }

  @Test
  void aWindowIsFilledInOrder() throws Exception {
    connection.window = 3;
    PendingPublishes publishes = open();
    List.of("a", "b", "c", "d").forEach(each -> publish(publishes, each));
    Sent first = connection.takeNext("a");
    connection.takeNext("b");
    connection.takeNext("c");
    assertEquals(0, connection.sent.size());
    first.response.complete(RESULT);
    connection.takeNext("d");
  }

  @Test
  void aRejectedPublishDoesNotBlockTheNext() throws Exception {
    PendingPublishes publishes = open();
    CompletableFuture<PublishResult> rejected = publish(publishes, "a");
    CompletableFuture<PublishResult> next = publish(publishes, "b");
    connection
        .takeNext("a")
        .response
        .completeExceptionally(new PushRefusedException(413, "too large", null));
    connection.takeNext("b").response.complete(RESULT);
    assertEquals(413, ((PushRefusedException) failure(rejected)).status());
    assertEquals(RESULT, next.get());
  }

  @Test
  void whatABrokenConnectionLeftUnconfirmedIsSentAgainInOrderUnderTheSameKeys() throws Exception {
    connection.window = 10;
    PendingPublishes publishes = open();
    List<CompletableFuture<PublishResult>> published = new ArrayList<>();
    List.of("a", "b", "c").forEach(each -> published.add(publish(publishes, each)));
    List<Sent> lost =
        List.of(connection.takeNext("a"), connection.takeNext("b"), connection.takeNext("c"));
    publishes.disconnected();
    lost.get(2).response.completeExceptionally(new IOException("broken"));
    lost.get(0).response.completeExceptionally(new IOException("broken"));
    lost.get(1).response.completeExceptionally(new IOException("broken"));
    published.add(publish(publishes, "d"));
    assertEquals(0, connection.sent.size());
    publishes.opened();
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      Sent again = connection.takeNext(lost.get(i).data);
      assertEquals(lost.get(i).key, again.key);
      keys.add(again.key);
      again.response.complete(RESULT);
    }
    connection.takeNext("d").response.complete(RESULT);
    assertEquals(3, keys.size());
    for (CompletableFuture<PublishResult> each : published) {
      assertEquals(RESULT, each.get());
    }
  }

  @Test
  void aFailureOnAnOpenChannelIsRepeatedAfterAPause() throws Exception {
    PendingPublishes publishes = open();
    CompletableFuture<PublishResult> published = publish(publishes, "a");
    for (Throwable outage :
        List.of(
            new IOException("refused"),
            new PushRefusedException(502, "gateway", null),
            new PushRefusedException(503, "gateway", null),
            new PushRefusedException(504, "gateway", null),
            new PushRefusedException(409, "still being published", null))) {
      connection.takeNext("a").response.completeExceptionally(outage);
    }
    connection.takeNext("a").response.complete(RESULT);
    assertEquals(RESULT, published.get());
  }

  @Test
  void aPublishThatIsNeverSentFailsAfterTheTimeLimitAndSaysSo() {
    options = options.toBuilder().publishTimeout(Duration.ofMillis(50)).build();
    PublishFailedException failure =
        assertInstanceOf(PublishFailedException.class, failure(publish(publishes(), "a")));
    assertFalse(failure.maybePublished());
    assertEquals(
        "the server did not confirm the publish within 0.05 s (publishTimeout); it was not sent",
        failure.getMessage());
  }

  @Test
  void aPublishWithoutAResponseFailsAfterTheTimeLimitIsCancelledAndMakesRoom() throws Exception {
    options = options.toBuilder().publishTimeout(Duration.ofMillis(50)).build();
    PendingPublishes publishes = open();
    CompletableFuture<PublishResult> published = publish(publishes, "a");
    Sent sent = connection.takeNext("a");
    PublishFailedException failure =
        assertInstanceOf(PublishFailedException.class, failure(published));
    assertTrue(failure.maybePublished());
    assertTrue(String.valueOf(failure.getMessage()).endsWith("the message may be in the log"));
    assertTrue(sent.response.isCancelled());
    publish(publishes, "b");
    connection.takeNext("b");
  }

  @Test
  void aLargeTextOnItsWayHasMoreTime() throws Exception {
    options = options.toBuilder().publishTimeout(Duration.ofMillis(50)).build();
    PendingPublishes publishes = open();
    CompletableFuture<PublishResult> large = publish(publishes, "x".repeat(50_000));
    Sent sent = connection.takeNext();
    PublishFailedException small =
        assertInstanceOf(PublishFailedException.class, failure(publish(publishes(), "small")));
    assertFalse(small.maybePublished());
    assertFalse(large.isDone());
    sent.response.complete(RESULT);
    assertEquals(RESULT, large.get());
  }

  @Test
  void countAndBytesAreBounded() {
    PendingPublishes publishes = publishes();
    for (int i = 0; i < PendingPublishes.MAX_PUBLISHES; i++) {
      assertFalse(publish(publishes, "x").isDone());
    }
    assertTrue(
        String.valueOf(failure(publish(publishes, "x")).getMessage())
            .startsWith("a channel may have at most 1024 unconfirmed publishes"));
    PendingPublishes few = publishes();
    assertFalse(publish(few, "x".repeat(PendingPublishes.MAX_BYTES + 1)).isDone(), "the first");
    assertTrue(
        String.valueOf(failure(publish(few, "x")).getMessage())
            .startsWith("the unconfirmed publishes of a channel may have at most 16777216 bytes"));
  }

  @Test
  void closingFailsEverythingAndCancelsWhatWasSent() throws Exception {
    PendingPublishes publishes = open();
    CompletableFuture<PublishResult> first = publish(publishes, "a");
    CompletableFuture<PublishResult> second = publish(publishes, "b");
    Sent sent = connection.takeNext("a");
    publishes.close();
    assertTrue(((PublishFailedException) failure(first)).maybePublished());
    assertFalse(((PublishFailedException) failure(second)).maybePublished());
    assertTrue(sent.response.isCancelled());
    assertInstanceOf(PublishFailedException.class, failure(publish(publishes, "c")));
    assertEquals(0, connection.sent.size());
  }

  @Test
  void publishesOfManyThreadsKeepTheOrderOfEachThread() throws Exception {
    connection.window = 7;
    connection.responds = true;
    PendingPublishes publishes = open();
    int threads = 4;
    int count = 250;
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      String name = thread + "-";
      all.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < count; i++) {
                  publish(publishes, name + i);
                }
              }));
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
    List<String> sent = new ArrayList<>();
    while (sent.size() < threads * count) {
      sent.add(connection.takeNext().data);
    }
    for (int thread = 0; thread < threads; thread++) {
      String name = thread + "-";
      List<String> ofThread = sent.stream().filter(each -> each.startsWith(name)).toList();
      for (int i = 0; i < count; i++) {
        assertEquals(name + i, ofThread.get(i));
      }
    }
  }

  private PendingPublishes open() {
    PendingPublishes publishes = publishes();
    publishes.opened();
    return publishes;
  }

  private PendingPublishes publishes() {
    return new PendingPublishes(connection, options, new Random(7)::nextLong);
  }

  private static CompletableFuture<PublishResult> publish(PendingPublishes publishes, String data) {
    return publishes.publish("t", data, null).toCompletableFuture();
  }

  private static Throwable failure(CompletableFuture<PublishResult> published) {
    return assertThrows(ExecutionException.class, () -> published.get(10, TimeUnit.SECONDS))
        .getCause();
  }

  private record Sent(String data, String key, CompletableFuture<PublishResult> response) {}

  /** Its publishes are answered by the test. */
  private static final class ManualConnection implements PushConnection {

    final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    volatile int window = 1;
    volatile boolean responds;

    Sent takeNext() throws InterruptedException {
      return sent.take();
    }

    Sent takeNext(String expected) throws InterruptedException {
      Sent next = takeNext();
      assertEquals(expected, next.data);
      return next;
    }

    @Override
    public void run(Set<String> topics, Cursor after, Receiver receiver) {
      throw new UnsupportedOperationException("publishes only");
    }

    @Override
    public CompletionStage<PublishResult> publish(String topic, String data, String key) {
      CompletableFuture<PublishResult> response = new CompletableFuture<>();
      sent.add(new Sent(data, key, response));
      if (responds) {
        response.complete(RESULT);
      }
      return response;
    }

    @Override
    public int publishWindow() {
      return window;
    }

    @Override
    public void close() {}
  }
}
