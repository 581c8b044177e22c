package io.pushchannel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.server.loop.Deadlines;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private long nanos = TimeUnit.HOURS.toNanos(7);
  private final Deadlines deadlines = new Deadlines(() -> nanos);
  private final List<String> ran = new ArrayList<>();

  @Test
  void aTaskRunsOnceAndNeverEarly() {
    for (int millis : new int[] {0, 1, 99, 100, 101, 51_200, 51_300, 200_000}) {
      ran.clear();
      deadlines.after(millis, () -> ran.add("ran"));
      pass(millis);
      assertEquals(millis % 100 == 0 ? List.of() : ran, ran, "early after " + millis);
      pass(200);
      assertEquals(List.of("ran"), ran, "after " + millis);
      pass(60_000);
      assertEquals(1, ran.size());
    }
  }

  @Test
  void aCancelledTaskDoesNotRunEvenIfAnotherCancelsItWhenBothAreDue() {
    List<Deadlines.Deadline> second = new ArrayList<>();
    deadlines.after(50, () -> second.forEach(Deadlines.Deadline::cancel));
    second.add(deadlines.after(50, () -> ran.add("second")));
    pass(1000);
    assertEquals(List.of(), ran);
  }

  @Test
  void aTaskThatFailsKeepsNoOtherFromRunning() {
    deadlines.after(
        50,
        () -> {
          throw new IllegalStateException("a seeded fault");
        });
    deadlines.after(50, () -> ran.add("beside it"));
    deadlines.after(500, () -> ran.add("later"));
    pass(1000);
    assertEquals(List.of("beside it", "later"), ran);
  }

  @Test
  void aTaskMaySetAnother() {
    deadlines.after(50, () -> deadlines.after(50, () -> ran.add("second")));
    pass(1000);
    assertEquals(List.of("second"), ran);
  }

  @Test
  void aPauseLongerThanATurnOfTheWheelLosesNothing() {
    deadlines.after(1000, () -> ran.add("ran"));
    nanos += TimeUnit.MINUTES.toNanos(5);
    deadlines.run();
    assertEquals(List.of("ran"), ran);
  }

  private void pass(int millis) {
    for (int passed = 0; passed < millis; passed += 100) {
      nanos += TimeUnit.MILLISECONDS.toNanos(Math.min(100, millis - passed));
      deadlines.run();
    }
  }
}
