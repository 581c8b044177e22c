package io.pushchannel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pushchannel.MessageBus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** What an application configures wrongly, and the message it reads: argument, limit and value. */
class ErrorMessagesTest {

  private static final ServerLimits LIMITS = ServerLimits.DEFAULT;

  private final MessageBus bus = MessageBus.inMemory();
  private final PushServerBuilder builder = PushServer.builder(bus);
  private final Map<String, Executable> wrong = new LinkedHashMap<>();

  @TestFactory
  Stream<DynamicTest> argumentsAreNamedWithLimitAndValue() {
    wrong.put("port must be 0 to 65535, was 70000", () -> builder.port(70_000));
    wrong.put("basePath must be a path such as /push, was push", () -> builder.basePath("push"));
    wrong.put(
        "heartbeat must be at least 100 ms, was 99 ms",
        () -> builder.heartbeat(Duration.ofMillis(99)));
    wrong.put(
        "maxWait must be at least 0 ms, was -1 s", () -> builder.maxWait(Duration.ofSeconds(-1)));
    wrong.put("eventLoops must be positive, was 0", () -> builder.eventLoops(0));
    wrong.put("path must be such as /demo, was demo", () -> builder.mount("demo", exchange -> {}));
    wrong.put("bodyBytes must be positive, was -1", () -> LIMITS.toBuilder().bodyBytes(-1).build());
    wrong.put("headBytes must be positive, was 0", () -> LIMITS.toBuilder().headBytes(0).build());
    wrong.put("topics must be positive, was 0", () -> LIMITS.toBuilder().topics(0).build());
    wrong.put(
        "connections must be positive, was 0", () -> LIMITS.toBuilder().connections(0).build());
    wrong.put(
        "idleTimeout must be at least 1 ms, was 0 ms",
        () ->
            LIMITS.toBuilder()
                .requestTimeout(Duration.ofSeconds(1))
                .idleTimeout(Duration.ZERO)
                .build());
    wrong.put("heldBytes must be positive, was 0", () -> LIMITS.toBuilder().heldBytes(0).build());
    return tests(IllegalArgumentException.class);
  }

  @TestFactory
  Stream<DynamicTest> aNullArgumentIsNamed() {
    wrong.put("bus must not be null", () -> PushServer.builder((MessageBus) null));
    wrong.put("host must not be null", () -> builder.host(null));
    wrong.put("basePath must not be null", () -> builder.basePath(null));
    wrong.put("transport must not be null", () -> builder.transports(null, null));
    wrong.put("heartbeat must not be null", () -> builder.heartbeat(null));
    wrong.put("limits must not be null", () -> builder.limits(null));
    wrong.put("path must not be null", () -> builder.mount(null, exchange -> {}));
    wrong.put("endpoint must not be null", () -> builder.mount("/x", null));
    return tests(NullPointerException.class);
  }

  @TestFactory
  Stream<DynamicTest> aProblemNamesTheLimitAndItsOption() {
    return Stream.of(
        problem(
            "POST /push/publish?topic=t HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1001\r\n\r\n",
            "a body may have at most 1000 bytes (bodyBytes), had at least 1001"),
        problem(
            "GET /push HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(9000) + "\r\n\r\n",
            "headers may have at most 8192 bytes (headBytes)"),
        problem(
            "POST /push/publish?topic=two%20words HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "topic must have 1 to 128 characters of A-Z a-z 0-9 . _ : / -, was \\\"two words\\\""));
  }

  private DynamicTest problem(String request, String detail) {
    return DynamicTest.dynamicTest(
        detail,
        () -> {
          try (TestServer server =
                  new TestServer(
                      TestServer.ECHO, s -> s.limits(LIMITS.toBuilder().bodyBytes(1000).build()));
              RawClient client = server.connect()) {
            String body = client.send(request).answer().body();
            assertEquals(
                "\"detail\":\"" + detail + "\"}", body.substring(body.indexOf("\"detail\"")));
          }
        });
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
}
