package io.pushchannel.websocket;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever bytes a client sends, they are answered by frames, or not at all. */
class ClientInputFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void anyBytesAreAnsweredByFrames(byte[] bytes) {
    Hearing.requireFrames(bytes);
  }
}
