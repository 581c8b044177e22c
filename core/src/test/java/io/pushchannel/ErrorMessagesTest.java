package io.pushchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pushchannel.spi.PushTransport;
import io.pushchannel.wire.Position;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** What an application passes wrongly, and the message it reads: argument, limit and value. */
class ErrorMessagesTest {

  private static final URI BASE = URI.create("http://localhost:1/push");
  private static final PushOptions OPTIONS = PushOptions.DEFAULT;
  private static final Retention RETENTION = Retention.DEFAULT;
  private static final String NULL = null;

  private final Map<String, Executable> wrong = new LinkedHashMap<>();

  @TestFactory
  Stream<DynamicTest> argumentsAreNamedWithLimitAndValue() {
    wrong.put(
        "connectTimeout must be at least 1 ms, was 0 ms",
        () -> OPTIONS.toBuilder().connectTimeout(Duration.ZERO).build());
    wrong.put(
        "heartbeat must be at least 1 ms, was -1 s",
        () -> OPTIONS.toBuilder().heartbeat(Duration.ofSeconds(-1)).build());
    wrong.put(
        "minBackoff must be at least 1 ms, was 10 ns",
        () -> OPTIONS.toBuilder().backoff(Duration.ofNanos(10), Duration.ofSeconds(1)).build());
    wrong.put(
        "maxBackoff must be at least minBackoff (2 s), was 1500 ms",
        () -> OPTIONS.toBuilder().backoff(Duration.ofSeconds(2), Duration.ofMillis(1500)).build());
    wrong.put(
        "publishTimeout must be at least 1 ms, was 0 ms",
        () -> OPTIONS.toBuilder().publishTimeout(Duration.ZERO).build());
    wrong.put("messages must be positive, was 0", () -> RETENTION.toBuilder().messages(0).build());
    wrong.put("bytes must be positive, was -1", () -> RETENTION.toBuilder().bytes(-1).build());
    wrong.put(
        "age must be at least 1 ms, was 0 ms",
        () -> RETENTION.toBuilder().age(Duration.ZERO).build());
    wrong.put("topics must be positive, was -2", () -> RETENTION.toBuilder().topics(-2).build());
    wrong.put(
        "totalBytes must be positive, was 0", () -> RETENTION.toBuilder().totalBytes(0).build());
    wrong.put("sequence must be 0 or more, was -2", () -> new Position("e", -2));
    wrong.put(
        "cursor must be <epoch>-<sequence>, latest or earliest, was \"x\"",
        () -> Cursor.parse("x"));
    wrong.put(
        "base must be an address such as http://localhost:8080/push, was ftp://host/x",
        () -> open(URI.create("ftp://host/x"), Set.of("t")));
    wrong.put("topics must be 1 to 64, were 0", () -> open(BASE, Set.of()));
    wrong.put(
        "topic must have 1 to 128 characters of A-Z a-z 0-9 . _ : / -, was \"two words\"",
        () -> open(BASE, Set.of("two words")));
    return tests(IllegalArgumentException.class);
  }

  @TestFactory
  Stream<DynamicTest> aBusNamesArgumentLimitAndValue() {
    wrong.put(
        "topic must have 1 to 128 characters of A-Z a-z 0-9 . _ : / -, was \"\"",
        () -> publish("", "x", null));
    wrong.put(
        "key must have 1 to 256 characters, had 300", () -> publish("t", "x", "k".repeat(300)));
    wrong.put(
        "data must have at most 500 bytes, half of Retention.bytes and of totalBytes, had 501",
        () -> publish("t", "x".repeat(501), null));
    wrong.put(
        "data must be valid Unicode, has half a surrogate pair at index 1",
        () -> publish("t", "x\ud800", null));
    return tests(IllegalArgumentException.class);
  }

  @TestFactory
  Stream<DynamicTest> aNullArgumentIsNamed() {
    wrong.put("topic must not be null", () -> publish(NULL, "x", null));
    wrong.put("data must not be null", () -> publish("t", NULL, null));
    wrong.put("cursor must not be null", () -> Cursor.parse(NULL));
    wrong.put("after must not be null", () -> OPTIONS.toBuilder().after(null).build());
    wrong.put("heartbeat must not be null", () -> OPTIONS.toBuilder().heartbeat(null).build());
    wrong.put(
        "headers must not be null",
        () -> OPTIONS.toBuilder().headers((Map<String, String>) null).build());
    wrong.put("age must not be null", () -> RETENTION.toBuilder().age(null).build());
    wrong.put("retention must not be null", () -> MessageBus.inMemory(null));
    wrong.put("base must not be null", () -> open(null, Set.of("t")));
    wrong.put(
        "transport must not be null",
        () -> PushChannel.open(BASE, null, Set.of("t"), message -> {}));
    return tests(NullPointerException.class);
  }

  private Stream<DynamicTest> tests(Class<? extends Exception> type) {
    return wrong.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () ->
                        assertEquals(
                            each.getKey(), assertThrows(type, each.getValue()).getMessage())));
  }

  /** Fails before it uses the transport. */
  private static void open(URI base, Set<String> topics) {
    PushTransport unused =
        (PushTransport)
            Proxy.newProxyInstance(
                PushTransport.class.getClassLoader(),
                new Class<?>[] {PushTransport.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError("the arguments must be checked first");
                });
    PushChannel.open(base, unused, topics, message -> {});
  }

  private static void publish(String topic, String data, String key) throws Throwable {
    try (MessageBus bus = MessageBus.inMemory(RETENTION.toBuilder().bytes(1000).build())) {
      bus.publish(topic, data, key).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause();
    }
  }
}
