package io.pushchannel.demo.tap;

import java.util.function.BooleanSupplier;

/** Blocks threads while it is shut. Thread-safe. */
final class Gate {

  private boolean shut;

  synchronized void shut(boolean newShut) {
    shut = newShut;
    notifyAll();
  }

  synchronized boolean isShut() {
    return shut;
  }

  /** Blocks until the gate opens or {@code isOver}, polled every 500 ms, returns true. */
  synchronized void pass(BooleanSupplier isOver) throws InterruptedException {
    while (shut && !isOver.getAsBoolean()) {
      wait(500);
    }
  }
}
