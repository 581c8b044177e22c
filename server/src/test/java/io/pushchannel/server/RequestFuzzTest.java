package io.pushchannel.server;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever bytes come, they are answered by answers, or not at all. */
class RequestFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void anyBytesAreAnswered(byte[] bytes) {
    Wire.requireAnswers(bytes);
  }
}
