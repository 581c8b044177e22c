package io.pushchannel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.bus.MemoryBus;
import io.pushchannel.wire.Position;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ReadRequestTest {

  private final MemoryBus bus = (MemoryBus) MessageBus.inMemory();
  private final EndpointContext settings =
      new EndpointContext(bus, Duration.ofSeconds(15), Duration.ofSeconds(60), 64, 1 << 20, 10_000);

  @AfterEach
  void close() {
    bus.close();
  }

  private ReadRequest read(PushExchange exchange) {
    return ReadRequest.of(exchange, settings);
  }

  private static WrittenExchange after(String... values) {
    return WrittenExchange.get(Map.of("topic", List.of("t"), "after", List.of(values)));
  }

  private static WrittenExchange topics(List<String> topics) {
    return WrittenExchange.get(Map.of("topic", topics));
  }

  private static void assertRefused(int status, String detail, Executable request) {
    HttpProblemException refusal = assertThrows(HttpProblemException.class, request);
    assertEquals(status + " " + detail, refusal.status() + " " + refusal.detail());
  }

  @Test
  void topicsAreReadOnceEachInTheirOrder() {
    ReadRequest request = read(topics(List.of("b", "a", "b")));
    assertEquals(List.of("b", "a"), List.copyOf(request.topics()));
    assertEquals(Position.LATEST, request.after());
  }

  @Test
  void aRequestWithoutTopicIsRefused() {
    assertRefused(
        400,
        "topics must be 1 to 64 (ServerLimits.topics), were 0",
        () -> read(WrittenExchange.get(Map.of())));
  }

  @Test
  void sixtyFourTopicsAreReadAndOneMoreIsRefused() {
    List<String> many = IntStream.range(0, 65).mapToObj(i -> "t" + i).toList();
    assertEquals(64, read(topics(many.subList(0, 64))).topics().size());
    assertRefused(
        400, "topics must be 1 to 64 (ServerLimits.topics), were 65", () -> read(topics(many)));
  }

  @Test
  void aTopicThatIsNoneIsRefused() {
    assertRefused(
        400,
        "topic must have 1 to 128 characters of A-Z a-z 0-9 . _ : / -, was \"$open\"",
        () -> read(topics(List.of("t", "$open"))));
  }

  @Test
  void theCursorStandsInTheQuery() {
    assertEquals(Position.parse("e1-42"), read(after("e1-42")).after());
    assertEquals(Position.EARLIEST, read(after("earliest")).after());
  }

  @Test
  void aCursorThatIsNoneIsRefusedInTheQuery() {
    assertRefused(
        400,
        "cursor must be <epoch>-<sequence>, latest or earliest, was \"yesterday\"",
        () -> read(after("yesterday")));
    assertRefused(
        400,
        "after must be there at most once, was there 2 times",
        () -> read(after("e1-1", "e1-2")));
  }

  @Test
  void theLastEventIdWinsAndIsNeverAnError() {
    assertEquals(
        Position.parse("e1-43"), read(after("e1-42").withHeader("Last-Event-ID", "e1-43")).after());
    Position foreign = read(after("e1-42").withHeader("last-event-id", "yesterday")).after();
    assertTrue(foreign.isForeign());
    assertEquals("yesterday", foreign.toString());
  }

  @Test
  void theParameterOfPolyfillsComesBetweenTheHeaderAndAfter() {
    assertEquals(Position.parse("e1-43"), read(positions("e1-42", "e1-43")).after());
    assertEquals(
        Position.parse("e1-44"),
        read(positions("e1-42", "e1-43").withHeader("Last-Event-ID", "e1-44")).after());
    assertEquals(
        Position.parse("e1-43"),
        read(positions("e1-42", "e1-43").withHeader("Last-Event-ID", "")).after());
    assertEquals(Position.parse("e1-42"), read(positions("e1-42", "")).after());
    assertTrue(read(positions("e1-42", "yesterday")).after().isForeign());
    assertEquals(Position.parse("e1-43"), read(positions("invalid", "e1-43")).after());
  }

  private static WrittenExchange positions(String after, String lastEventId) {
    return WrittenExchange.get(
        Map.of(
            "topic", List.of("t"), "after", List.of(after), "lastEventId", List.of(lastEventId)));
  }

  @Test
  void anEmptyLastEventIdDoesNotCount() {
    assertEquals(
        Position.parse("e1-42"), read(after("e1-42").withHeader("Last-Event-ID", "")).after());
  }

  @Test
  void anyMethodButGetIsRefusedWithWhatIsAllowed() {
    var post = new WrittenExchange("POST", Map.of("topic", List.of("t")), Map.of());
    HttpProblemException refusal = assertThrows(HttpProblemException.class, () -> read(post));
    assertEquals("405 method must be GET, was POST", refusal.status() + " " + refusal.detail());
    assertEquals(Map.of("Allow", "GET, HEAD, OPTIONS"), refusal.headers());
  }

  @Test
  void aNumberIsBroughtDownToItsLimit() {
    assertEquals(7, wait("7"));
    assertEquals(0, wait("0"));
    assertEquals(60, wait("60"));
    assertEquals(60, wait("61"));
    assertEquals(60, wait("9".repeat(400)));
    assertEquals(25, ReadRequest.number(WrittenExchange.get(Map.of()), "wait", 0, 60, 25));
  }

  @Test
  void whatIsNoNumberIsRefused() {
    for (String text : List.of("", "-1", "+1", "1.5", "1e3", "0x10", " 1", "\u0661", "ten")) {
      assertRefused(
          400, "wait must be a whole number of at least 0, was \"" + text + '"', () -> wait(text));
    }
    assertRefused(
        400,
        "limit must be a whole number of at least 1, was \"0\"",
        () -> ReadRequest.limit(WrittenExchange.get(Map.of("limit", List.of("0")))));
  }

  private static long wait(String text) {
    return ReadRequest.number(
        WrittenExchange.get(Map.of("wait", List.of(text))), "wait", 0, 60, 25);
  }

  @Test
  void aRequestOpensTheFeedItAsksFor() {
    bus.publish("t", "1");
    try (Feed feed =
        new ReadRequest(Set.of("t"), Position.EARLIEST)
            .open(bus, BatchFormat.INSTANCE, new ReaderNotifier(Runnable::run))) {
      assertTrue(feed.isAvailable());
      assertEquals(1, feed.topics());
    }
  }
}
