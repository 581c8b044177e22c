package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Runs a plan and writes its results.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar io.pushchannel.benchmarks.rig.RigCommand
 *     quick|standard [WORDS]</pre>
 *
 * Runs only scenarios whose label contains all of the words.
 */
public final class RigCommand {

  private RigCommand() {}

  /** Runs the command; see the class description. */
  public static void main(String[] args) throws IOException {
    if (args.length == 0 || !List.of("quick", "standard").contains(args[0])) {
      System.err.println(
          "usage: quick|standard [WORDS]; the first argument was "
              + (args.length == 0 ? "missing" : args[0]));
      System.exit(2);
    }
    Plan plan = args[0].equals("quick") ? Plan.QUICK : Plan.STANDARD;
    List<String> words = List.of(args).subList(1, args.length);
    List<Scenario> chosen =
        plan.scenarios(List.of()).stream()
            .filter(scenario -> words.stream().allMatch(scenario.label()::contains))
            .toList();
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .format(LocalDateTime.now(ZoneId.systemDefault()));
    Path folder = Path.of("results", time);
    Run run = new Rig(chosen, plan.rounds(), plan.seed()).run(plan.describe(), folder, printing());
    run.write(folder);
    System.out.println("results written to " + folder);
    run.notes().forEach(System.out::println);
  }

  private static Progress printing() {
    return new Progress() {
      @Override
      public void next(int done, int total, String label) {
        System.out.printf(Locale.ROOT, "%d/%d %s%n", done + 1, total, label);
      }

      @Override
      public void rows(List<Row> rows) {
        for (Row row : rows) {
          System.out.println("  " + row.figures() + ' ' + row.flags());
        }
      }
    };
  }
}
