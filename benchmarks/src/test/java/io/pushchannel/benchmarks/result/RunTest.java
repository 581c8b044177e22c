package io.pushchannel.benchmarks.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

  @TempDir Path folder;

  private static final Row ROW =
      Row.of("latency", "sse", SubjectKind.TRANSPORT, 2)
          .with("subscribers", 500)
          .with("mode", "parked")
          .figure("p50Millis", 0.25)
          .ledger(new Ledger(10, 10, 0, 0, 0, 1))
          .histogram("latency-sse.hgrm");

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Run run = new Run(Map.of("java", "17"), Map.of("rounds", 3), List.of(ROW), List.of("a note"));
    run.write(folder);
    assertEquals(run, Run.read(folder));
  }

  @Test
  void theFileHasTheNamesThatReportsRead() throws IOException {
    new Run(Map.of(), Map.of(), List.of(ROW), List.of()).write(folder);
    String json = Files.readString(folder.resolve("run.json"));
    for (String part :
        List.of(
            "\"scenario\" : \"latency\"",
            "\"kind\" : \"transport\"",
            "\"subscribers\" : 500",
            "\"p50Millis\" : 0.25",
            "\"gaps\" : 1",
            "\"histogram\" : \"latency-sse.hgrm\"")) {
      assertTrue(json.contains(part), () -> part + " in " + json);
    }
    assertTrue(!json.contains("clean"), json);
  }

  @Test
  void aBrokenFileIsNamed() throws IOException {
    Files.writeString(folder.resolve("run.json"), "{\"rows\":7}");
    IOException e = assertThrows(IOException.class, () -> Run.read(folder));
    assertTrue(String.valueOf(e.getMessage()).contains("run.json"), e.getMessage());
  }

  @Test
  void aLossAndABusyClientAreFlagged() {
    Row row = ROW.ledger(new Ledger(10, 9, 1, 0, 0, 0)).clientBusy(0.9);
    assertEquals(List.of("lost", "client-bound"), row.flags());
    assertEquals(List.of(), ROW.clientBusy(0.8).flags());
  }

  @Test
  void whatIsNoNumberIsNoFigure() {
    assertTrue(ROW.figure("ratio", 1.0 / 0).get("ratio").isEmpty());
  }

  @Test
  void percentilesAreWrittenInMilliseconds() throws IOException {
    Histogram latency = new Histogram(3);
    latency.recordValue(2_000_000);
    Histograms.write(latency, folder, "one.hgrm");
    assertTrue(Files.readString(folder.resolve("one.hgrm")).contains("Value"), "header line");
    assertEquals(2.0, Histograms.figures(latency).get("p50Millis"), 0.002);
    assertTrue(Histograms.figures(new Histogram(3)).isEmpty());
  }
}
