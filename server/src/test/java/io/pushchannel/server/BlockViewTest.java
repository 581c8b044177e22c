package io.pushchannel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.pushchannel.wire.Block;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BlockViewTest {

  private final List<ByteBuffer> recycled = new ArrayList<>();
  private final Block block =
      new Block(
          ByteBuffer.allocateDirect(8).put(0, "messages".getBytes(StandardCharsets.US_ASCII)),
          recycled::add);

  /** As a reader does: it holds the block from the read until it has written. */
  private ByteBuf range(int offset, int length) {
    return BlockView.range(block, offset, length);
  }

  private static String text(ByteBuf range) {
    return range.toString(StandardCharsets.US_ASCII);
  }

  @Test
  void aRangeKeepsTheBlockUntilItIsSent() {
    block.retain();
    ByteBuf range = range(1, 3);
    block.retire();
    assertEquals("ess", text(range));
    assertEquals(0, recycled.size());
    range.release();
    assertEquals(1, recycled.size());
  }

  @Test
  void aRangeReadBeforeTheLogLetGoIsWrittenAfterwards() {
    block.retain();
    range(0, 4).release();
    block.retain(); // a second read, on its way to a write
    block.retire();
    ByteBuf range = range(4, 4);
    assertEquals("ages", text(range));
    range.release();
    assertEquals(1, recycled.size());
  }

  /** Loops write what they have read while the log lets go of the block at any moment. */
  @Test
  void writingAndLettingGoAtOnceLoseNothing() throws InterruptedException {
    for (int i = 0; i < 2_000; i++) {
      AtomicInteger releases = new AtomicInteger();
      Block shared = new Block(block.bytes(), bytes -> releases.incrementAndGet());
      shared.retain();
      BlockView.range(shared, 0, 1).release();
      shared.retain(); // for the other thread
      Thread log = new Thread(shared::retire);
      log.start();
      ByteBuf range = BlockView.range(shared, 4, 4);
      assertEquals("ages", text(range));
      log.join();
      range.release();
      assertEquals(1, releases.get());
    }
  }
}
