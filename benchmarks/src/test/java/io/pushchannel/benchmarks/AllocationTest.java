package io.pushchannel.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.pushchannel.MessageBus;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.MessageLog;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.sse.SseFormat;
import io.pushchannel.websocket.WebSocketFormat;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireFormat;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks that a delivery does not allocate between the log and the range of bytes for a socket. */
class AllocationTest {

  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private static final int READERS = 500;
  private static final int BURST = 64;
  private static final int ROUNDS = 20;

  @Test
  void readingAnEventStream() {
    assertReadsAllocateNothing(SseFormat.CHUNKED);
  }

  @Test
  void readingAWebSocket() {
    assertReadsAllocateNothing(WebSocketFormat.INSTANCE);
  }

  private static void assertReadsAllocateNothing(WireFormat format) {
    try (MessageBus bus = MessageBus.inMemory()) {
      ReaderNotifier notifier = new ReaderNotifier(Runnable::run);
      List<Feed> feeds = new ArrayList<>();
      for (int i = 0; i <= READERS; i++) {
        feeds.add(((MessageLog) bus).open(List.of("load"), Position.LATEST, format, notifier));
      }
      Feed first =
          feeds.remove(READERS); // encodes the messages, once per message and not per delivery
      long allocated = 0;
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < BURST; i++) {
          bus.publish("load", ".".repeat(100));
        }
        assertEquals(BURST, readAll(first));
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long read = 0;
        for (int i = 0; i < READERS; i++) {
          read += readAll(feeds.get(i));
        }
        allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertEquals((long) READERS * BURST, read);
      }
      // measuring the allocation may itself allocate a little
      assertTrue(allocated < READERS, "the last round allocated " + allocated + " bytes");
    }
  }

  private static int readAll(Feed feed) {
    int messages = 0;
    for (int read = feed.read(1 << 16, Integer.MAX_VALUE);
        read > 0;
        read = feed.read(1 << 16, Integer.MAX_VALUE)) {
      messages += read;
      feed.block().release();
    }
    return messages;
  }
}
