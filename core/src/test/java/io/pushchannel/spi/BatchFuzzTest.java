package io.pushchannel.spi;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Whatever a server answers, it is a batch or an error that says so. */
class BatchFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void anyBytesAreABatchOrNone(byte[] bytes) {
    try {
      assertNotNull(Batch.parse(bytes).cursor());
    } catch (IOException e) {
      assertNotNull(e.getMessage());
    }
  }
}
