package io.pushchannel.demo.tap;

import java.util.function.BooleanSupplier;

/** Lets threads pass, or wait. */
final class Gate {

  private boolean shut;

  synchronized void shut(boolean newShut) {
    shut = newShut;
    notifyAll();
  }

  synchronized boolean isShut() {
    return shut;
  }

  /** Waits while it is shut, unless there is no more reason to; looked at every half second. */
  synchronized void pass(BooleanSupplier isOver) throws InterruptedException {
    while (shut && !isOver.getAsBoolean()) {
      wait(500);
    }
  }
}
