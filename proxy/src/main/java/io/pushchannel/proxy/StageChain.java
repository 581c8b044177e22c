package io.pushchannel.proxy;

import java.nio.ByteBuffer;
import java.util.List;

/** The stages of one direction, in the order of the plan, followed by the sender. */
record StageChain(FaultStage stage, StageOutput next) implements StageOutput {

  /** Returns the entry of a chain that leads through {@code stages} to {@code last}. */
  static StageOutput of(List<FaultStage> stages, StageOutput last) {
    StageOutput first = last;
    for (int i = stages.size() - 1; i >= 0; i--) {
      first = new StageChain(stages.get(i), first);
    }
    return first;
  }

  @Override
  public void bytes(ByteBuffer bytes, long due) {
    stage.bytes(bytes, due, next);
  }

  @Override
  public void end() {
    stage.end(next);
  }

  @Override
  public void cut(Ending ending) {
    next.cut(ending);
  }

  @Override
  public void stall() {
    next.stall();
  }

  @Override
  public void makeHalfOpen() {
    next.makeHalfOpen();
  }

  @Override
  public void respond(String text) {
    next.respond(text);
  }
}
