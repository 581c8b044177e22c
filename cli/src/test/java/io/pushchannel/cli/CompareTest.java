package io.pushchannel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CompareTest {

  @TempDir private Path folder;

  private Invocation compare(String... more) {
    String[] arguments = {
      "compare",
      "--seconds",
      "1",
      "--warm-up",
      "300ms",
      "--rate",
      "50",
      "--interval",
      "100ms",
      "--only",
      "latency",
      "--out",
      folder.toString()
    };
    return Invocation.run(
        Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void theTablesHaveARowForEachTechniqueAndFit100Columns() {
    Invocation compare = compare();
    // a busy machine may delay the publisher: the output says so, and the status
    boolean isLate = compare.out().contains("* publisher late (p99 ");
    assertEquals(isLate ? 3 : 0, compare.status(), compare.out() + compare.err());
    for (String label : new String[] {"short polling", "long polling", "SSE", "WebSocket"}) {
      assertTrue(
          compare.out().lines().anyMatch(line -> line.startsWith(label + " ")), compare.out());
    }
    assertTrue(compare.out().lines().allMatch(line -> line.length() <= 100), compare.out());
    assertTrue(compare.out().contains("Lowest latency: "), compare.out());
    assertTrue(compare.out().contains("Fewest bytes: SSE ("), compare.out());
    assertTrue(compare.out().contains("none was lost, repeated or out of order"), compare.out());
    assertTrue(compare.err().contains("s left"), compare.err());
    for (String file :
        new String[] {"run.json", "report.html", "latency.svg", "latency-sse.hgrm"}) {
      assertTrue(Files.exists(folder.resolve(file)), file);
    }
  }

  @Test
  void theJsonHasTheFiguresAndTheLedger() throws Exception {
    Invocation compare = compare("--json");
    JsonNode run = Json.MAPPER.readTree(compare.out());
    assertEquals(run, Json.MAPPER.readTree(Files.readString(folder.resolve("run.json"))));
    assertEquals(7, run.get("rows").size(), "four, and short polling at three more intervals");
    for (JsonNode row : run.get("rows")) {
      assertTrue(row.at("/figures/meanMillis").doubleValue() > 0);
      assertTrue(row.at("/figures/theoryMeanMillis").doubleValue() > 0);
      assertEquals(0, row.at("/ledger/lost").intValue());
      assertTrue(row.at("/ledger/delivered").intValue() > 10);
    }
    assertTrue(run.at("/rows/0/figures/bytesDownPerMessage").doubleValue() > 100);
  }

  @Test
  void theReportIsMadeAnewFromWhatIsKept() throws Exception {
    compare();
    String page = Files.readString(folder.resolve("report.html"));
    Files.delete(folder.resolve("report.html"));
    Invocation report = Invocation.run("report", folder.toString());
    assertEquals(0, report.status(), report.err());
    assertEquals(page, Files.readString(folder.resolve("report.html")));
  }

  @Test
  void aRunThatIsThereIsNotOverwritten() throws Exception {
    Files.writeString(folder.resolve("run.json"), "{}");
    Invocation compare = compare();
    assertEquals(1, compare.status());
    assertTrue(compare.err().contains("--out must be a folder without a run"), compare.err());
    assertEquals("{}", Files.readString(folder.resolve("run.json")));
  }

  @Test
  void aReportOfNothingIsRefusedInOneLine() {
    Invocation report = Invocation.run("report", folder.toString());
    assertEquals(1, report.status());
    assertEquals(1, report.err().lines().count(), report.err());
    assertTrue(report.err().contains("run.json"), report.err());
  }
}
