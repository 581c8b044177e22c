package io.pushchannel.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockTest {

  private final ByteBuffer bytes = ByteBuffer.allocateDirect(8);
  private final List<ByteBuffer> recycled = new ArrayList<>();
  private final Block block = new Block(bytes, recycled::add);

  @Test
  void theMemoryIsGivenBackOnceByTheLast() {
    block.retain();
    block.retain();
    block.retire();
    block.release();
    assertEquals(0, recycled.size());
    block.release();
    assertSame(bytes, recycled.get(0));
  }

  @Test
  void oneReleaseTooManyIsAnErrorAndGivesNothingBackTwice() {
    block.retire();
    assertThrows(IllegalStateException.class, block::release);
    assertEquals(1, recycled.size());
  }

  @Test
  void aViewIsMadeOnceAndHeldPerWrite() {
    CountedView view = (CountedView) block.view(CountedView::new);
    assertSame(view, block.view(CountedView::new));
    assertEquals(3, view.holds, "the block's and two writes'");
    view.end();
    view.end();
    block.retire();
    assertEquals(1, recycled.size());
  }

  @Test
  void aViewOutlivesTheLogsHoldUntilItsWritesHaveEnded() {
    CountedView view = (CountedView) block.view(CountedView::new);
    block.retire();
    assertEquals(0, recycled.size());
    view.end();
    assertEquals(1, recycled.size());
  }

  @Test
  void whoHoldsABlockThatTheLogLetGoGetsAViewForOneWrite() {
    block.retain();
    CountedView first = (CountedView) block.view(CountedView::new);
    block.retire();
    CountedView second = (CountedView) block.view(CountedView::new);
    assertNotSame(first, second);
    block.release();
    first.end();
    assertEquals(0, recycled.size());
    second.end();
    assertEquals(1, recycled.size());
  }

  /**
   * Counts as a server's buffers do: made with one hold, and lets go of the block with the last.
   */
  private static final class CountedView implements Block.View {
    private final Block block;
    private int holds = 1;

    CountedView(Block block) {
      this.block = block;
    }

    @Override
    public void hold() {
      holds++;
    }

    @Override
    public void retire() {
      end();
    }

    void end() {
      holds--;
      if (holds == 0) {
        block.release();
      }
    }
  }
}
