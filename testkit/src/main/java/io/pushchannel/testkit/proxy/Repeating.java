package io.pushchannel.testkit.proxy;

import java.io.ByteArrayOutputStream;

/** {@link Fault.RepeatRequest}: keeps the first request until its answer is thrown away. */
final class Repeating {

  private static final int MOST = 1 << 20;

  private final ByteArrayOutputStream request = new ByteArrayOutputStream();
  private boolean over;

  /** Bytes of the request. */
  void sent(byte[] bytes) {
    if (!over) {
      request.writeBytes(bytes);
      over = request.size() > MOST;
    }
  }

  /** Whether the answer that begins is to be thrown away; true once at most. */
  boolean takesAnswer() {
    boolean takes = !over && request.size() > 0;
    over = true;
    return takes;
  }

  byte[] request() {
    return request.toByteArray();
  }
}
