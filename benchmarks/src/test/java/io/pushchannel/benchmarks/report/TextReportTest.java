package io.pushchannel.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.benchmarks.result.PublisherDelay;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import io.pushchannel.benchmarks.result.SubjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextReportTest {

  private final List<Row> rows = new ArrayList<>();

  @Test
  void theConclusionNamesLatencyBytesAndALatePublisher() {
    add("shortpoll", 245, 19, 168);
    add("longpoll", 1, 168, 321);
    add("sse", 0.8, 0, 146);
    add("websocket", 0.6, 0, 153);
    rows.set(2, PublisherDelay.applied(rows.get(2), 11, 10));
    rows.set(3, PublisherDelay.applied(rows.get(3), 12, 10));
    String text = report().replaceAll("\\s+", " ");
    assertTrue(
        text.contains(
            "Lowest latency: WebSocket, mean 0.600 ms. Short polling: 245 ms, 408 times as long,"
                + " because a message waits for the next poll."),
        text);
    assertTrue(
        text.contains(
            "Fewest bytes: SSE (146 B) and WebSocket (153 B) per message, both ways; they differ by"
                + " the message format only. Long polling: 489 B, 3.3 times as many"),
        text);
    assertTrue(
        text.contains(
            "* publisher late (p99 12 ms, limit 10 ms): 2 rows, latency of SSE, latency of WebSocket."),
        text);
    assertFalse(
        text.contains("rate missed") || text.contains("Soonest") || text.contains("Leanest"));
  }

  @Test
  void thePictureHasABaselineForEachStreamAndErrorBars() {
    fanOut("longpoll", SubjectKind.TRANSPORT, 1, 100);
    for (int round = 1; round <= 2; round++) {
      fanOut("sse", SubjectKind.TRANSPORT, round, 800 + round);
      fanOut("websocket", SubjectKind.TRANSPORT, round, 600);
    }
    rows.add(baseline("sse", 890));
    rows.add(baseline("websocket", 650));
    String picture = FanOutPicture.of(run()).orElseThrow();
    assertEquals(1, count("<line class=\"error\"", picture), "only SSE has a range");
    assertEquals(3, count("<line class=\"baseline\"", picture), "two baselines and the legend");
    assertTrue(picture.contains(">600 of 650<"), picture);
    assertTrue(picture.contains(">802 of 890<"), picture);
    assertTrue(picture.contains(">100<"), picture);
  }

  private static long count(String text, String picture) {
    return Pattern.compile(Pattern.quote(text)).matcher(picture).results().count();
  }

  private void add(String transport, double mean, double up, double down) {
    rows.add(
        Row.of("latency", transport, SubjectKind.TRANSPORT, 1)
            .with("subscribers", 1)
            .figure("meanMillis", mean)
            .figure("bytesUpPerMessage", up)
            .figure("bytesDownPerMessage", down));
  }

  private void fanOut(String subject, SubjectKind kind, int round, double deliveries) {
    rows.add(
        Row.of("fan-out", subject, kind, round)
            .with("subscribers", 500)
            .with("burst", 64)
            .with("payloadBytes", 100)
            .figure("deliveriesPerSecond", deliveries));
  }

  private static Row baseline(String framing, double deliveries) {
    return Row.of("baseline", "raw sockets", SubjectKind.BASELINE, 1)
        .with("framing", framing)
        .with("messagesPerWrite", 256)
        .with("subscribers", 500)
        .with("payloadBytes", 100)
        .figure("deliveriesPerSecond", deliveries);
  }

  private Run run() {
    return new Run(Map.of(), Map.of(), rows, List.of());
  }

  private String report() {
    return TextReport.of(run());
  }
}
