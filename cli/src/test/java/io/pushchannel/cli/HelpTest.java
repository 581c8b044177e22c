package io.pushchannel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

  @ParameterizedTest
  @ValueSource(strings = {"serve", "tail", "publish", "compare", "report", "chaos", "demo"})
  void everyCommandHasHelpWithExamplesWithin100Columns(String command) {
    for (String option : new String[] {"--help", "-h"}) {
      Invocation help = Invocation.run(command, option);
      assertEquals(0, help.status());
      assertTrue(help.out().startsWith("Usage: pushchannel " + command), help.out());
      assertTrue(help.out().contains("Examples:\n  pushchannel " + command), help.out());
      assertTrue(help.out().lines().allMatch(line -> line.length() <= 100), help.out());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "tail", "publish", "compare", "report", "chaos", "demo"})
  void everyCommandTellsTheVersion(String command) {
    assertEquals(Invocation.run("--version").out(), Invocation.run(command, "--version").out());
  }

  @Test
  void theVersionIsTheOneOfTheBuild() {
    Invocation version = Invocation.run("--version");
    assertEquals(0, version.status());
    assertTrue(version.out().matches("(?s)pushchannel [0-9]+\\.[0-9]+.*Java .*"), version.out());
  }

  @Test
  void theTopLevelHelpListsTheCommands() {
    assertTrue(
        Invocation.run("--help")
            .out()
            .matches("(?s).*serve .*tail .*publish .*compare .*chaos .*demo .*"));
  }
}
