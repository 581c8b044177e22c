package io.pushchannel.proxy;

import java.io.ByteArrayOutputStream;

/** The state of {@link Fault.RepeatRequest}: keeps the first request to repeat it. */
final class RequestRepeat {

  private static final int MOST = 1 << 20;

  private final ByteArrayOutputStream request = new ByteArrayOutputStream();
  private boolean over;

  /** Adds bytes of the request. */
  void sent(byte[] bytes) {
    if (!over) {
      request.writeBytes(bytes);
      over = request.size() > MOST;
    }
  }

  /** Returns true if the response that begins must be discarded. True at most once. */
  boolean discardsResponse() {
    boolean takes = !over && request.size() > 0;
    over = true;
    return takes;
  }

  byte[] request() {
    return request.toByteArray();
  }
}
