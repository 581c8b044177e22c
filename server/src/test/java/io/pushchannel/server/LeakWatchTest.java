package io.pushchannel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeakWatchTest {

  @Test
  void aBufferThatIsForgottenIsFound() throws Exception {
    forget();
    List<String> leaks = LeakWatch.takeLeaks();
    assertEquals(1, leaks.size(), leaks.toString());
    assertTrue(leaks.get(0).contains("LeakWatchTest.forget"), leaks.get(0));
  }

  @Test
  void aBufferThatIsReleasedIsNot() throws Exception {
    ByteBufAllocator.DEFAULT.directBuffer(100).release();
    assertEquals(List.of(), LeakWatch.takeLeaks());
  }

  private static void forget() {
    ByteBufAllocator.DEFAULT.directBuffer(100).writeInt(1);
  }
}
