package io.pushchannel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.spi.Json;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CompareTest {

  private static final String[] SHORT = {
    "compare", "--seconds", "1", "--warm-up", "300ms", "--rate", "50", "--interval", "100ms"
  };

  @Test
  void theReportHasARowForEachTechniqueAndFits100Columns() {
    Invocation compare = Invocation.run(SHORT);
    assertEquals(0, compare.status(), compare.out() + compare.err());
    for (String label : new String[] {"short polling", "long polling", "SSE", "WebSocket"}) {
      assertTrue(
          compare.out().lines().anyMatch(line -> line.startsWith(label + " ")), compare.out());
    }
    assertTrue(compare.out().lines().allMatch(line -> line.length() <= 100), compare.out());
    assertTrue(compare.out().contains("none was lost, duplicated or reordered"), compare.out());
    assertTrue(compare.err().contains("s left"), compare.err());
  }

  @Test
  void theJsonHasTheFiguresAndTheLedger() {
    String[] arguments = Arrays.copyOf(SHORT, SHORT.length + 1);
    arguments[SHORT.length] = "--json";
    JsonNode comparison = Json.MAPPER.readTree(Invocation.run(arguments).out());
    assertEquals(4, comparison.get("results").size());
    for (JsonNode result : comparison.get("results")) {
      assertTrue(result.get("latency").get("mean").doubleValue() > 0);
      assertEquals(0, result.get("ledger").get("lost").intValue());
      assertTrue(result.get("connections").intValue() >= 1);
      assertTrue(result.get("perMessage").get("bytesDown").doubleValue() > 100);
    }
  }
}
