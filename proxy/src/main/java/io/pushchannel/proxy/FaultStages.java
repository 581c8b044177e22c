package io.pushchannel.proxy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Creates the stages of a plan. */
final class FaultStages {

  private FaultStages() {}

  /**
   * Creates the stages of one direction.
   *
   * @param onFault receives each fault that has had an effect, once per connection
   */
  static List<FaultStage> of(List<Fault> plan, Direction direction, Consumer<Fault> onFault) {
    List<FaultStage> stages = new ArrayList<>();
    for (Fault fault : plan) {
      if (directionOf(fault) == direction) {
        stages.add(stage(fault, once(() -> onFault.accept(fault))));
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
    boolean ofResponses =
        fault instanceof Fault.TruncateResponse || fault instanceof Fault.HoldResponses;
    return ofResponses ? Direction.DOWN : Direction.UP;
  }

  private static FaultStage stage(Fault fault, Runnable onFault) {
    if (fault instanceof Fault.CutAfter cut) {
      return after(cut.bytes(), onFault, output -> output.cut(cut.ending()));
    } else if (fault instanceof Fault.StallAfter stall) {
      return after(stall.bytes(), onFault, StageOutput::stall);
    } else if (fault instanceof Fault.HalfOpenAfter halfOpen) {
      return after(halfOpen.bytes(), onFault, StageOutput::makeHalfOpen);
    } else if (fault instanceof Fault.Delay delay) {
      return reporting(onFault, new DelayStage(delay));
    } else if (fault instanceof Fault.Throttle throttle) {
      return reporting(onFault, new ThrottleStage(throttle.bytesPerSecond()));
    } else if (fault instanceof Fault.TruncateResponse truncate) {
      return new TruncateStage(truncate, onFault);
    } else if (fault instanceof Fault.HoldResponses hold) {
      return new HoldStage(hold, onFault);
    } else if (fault instanceof Fault.Http10) {
      return new Http10Stage(onFault);
    }
    return (bytes, due, output) -> output.bytes(bytes, due);
  }

  private static FaultStage after(long bytes, Runnable onFault, Consumer<StageOutput> then) {
    return new AfterBytesStage(
        bytes,
        output -> {
          onFault.run();
          then.accept(output);
        });
  }

  private static FaultStage reporting(Runnable onFault, FaultStage stage) {
    return (ByteBuffer bytes, long due, StageOutput output) -> {
      onFault.run();
      stage.bytes(bytes, due, output);
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
