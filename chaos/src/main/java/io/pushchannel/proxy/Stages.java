package io.pushchannel.proxy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Creates the stages of a plan. */
final class Stages {

  private Stages() {}

  /**
   * Creates the stages of one direction.
   *
   * @param struck receives each fault that has had an effect, once per connection
   */
  static List<Stage> of(List<Fault> plan, Direction direction, Consumer<Fault> struck) {
    List<Stage> stages = new ArrayList<>();
    for (Fault fault : plan) {
      if (directionOf(fault) == direction) {
        stages.add(stage(fault, once(() -> struck.accept(fault))));
      }
    }
    return stages;
  }

  /**
   * Returns the direction of a fault's stage. Faults of the whole connection have a stage without
   * effect in the direction up.
   */
  private static Direction directionOf(Fault fault) {
    if (fault instanceof Fault.CutAfter cut) {
      return cut.direction();
    } else if (fault instanceof Fault.StallAfter stall) {
      return stall.direction();
    } else if (fault instanceof Fault.HalfOpenAfter halfOpen) {
      return halfOpen.direction();
    } else if (fault instanceof Fault.Delay delay) {
      return delay.direction();
    } else if (fault instanceof Fault.Throttle throttle) {
      return throttle.direction();
    }
    boolean ofAnswers = fault instanceof Fault.TruncateAnswer || fault instanceof Fault.HoldAnswers;
    return ofAnswers ? Direction.DOWN : Direction.UP;
  }

  private static Stage stage(Fault fault, Runnable struck) {
    if (fault instanceof Fault.CutAfter cut) {
      return after(cut.bytes(), struck, onward -> onward.cut(cut.ending()));
    } else if (fault instanceof Fault.StallAfter stall) {
      return after(stall.bytes(), struck, Onward::stall);
    } else if (fault instanceof Fault.HalfOpenAfter halfOpen) {
      return after(halfOpen.bytes(), struck, Onward::vanish);
    } else if (fault instanceof Fault.Delay delay) {
      return telling(struck, new Delaying(delay));
    } else if (fault instanceof Fault.Throttle throttle) {
      return telling(struck, new Throttling(throttle.bytesPerSecond()));
    } else if (fault instanceof Fault.TruncateAnswer truncate) {
      return new Truncating(truncate, struck);
    } else if (fault instanceof Fault.HoldAnswers hold) {
      return new Holding(hold, struck);
    } else if (fault instanceof Fault.Http10) {
      return new Http10Request(struck);
    }
    return (bytes, due, onward) -> onward.bytes(bytes, due);
  }

  private static Stage after(long bytes, Runnable struck, Consumer<Onward> then) {
    return new AfterBytes(
        bytes,
        onward -> {
          struck.run();
          then.accept(onward);
        });
  }

  private static Stage telling(Runnable struck, Stage stage) {
    return (ByteBuffer bytes, long due, Onward onward) -> {
      struck.run();
      stage.bytes(bytes, due, onward);
    };
  }

  private static Runnable once(Runnable task) {
    boolean[] done = {false};
    return () -> {
      if (!done[0]) {
        done[0] = true;
        task.run();
      }
    };
  }
}
