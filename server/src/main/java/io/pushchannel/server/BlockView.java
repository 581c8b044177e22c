package io.pushchannel.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledUnsafeDirectByteBuf;
import io.pushchannel.spi.Block;

/**
 * A block of the log as Netty sees it: made once per block, sliced per write, and gone, the block
 * released, when the log has retired it and no write needs it any more.
 */
final class BlockView extends UnpooledUnsafeDirectByteBuf implements Block.View {

  private final Block block;

  private BlockView(Block block) {
    super(
        UnpooledByteBufAllocator.DEFAULT,
        block.bytes().duplicate().clear(),
        block.bytes().capacity());
    this.block = block;
  }

  /** A range of {@code block}, to be written and released; the caller's hold on the block ends. */
  static ByteBuf range(Block block, int offset, int length) {
    BlockView view = (BlockView) block.view(BlockView::new);
    ByteBuf range = view.retainedSlice(offset, length);
    block.release();
    return range;
  }

  @Override
  public void retire() {
    release();
  }

  @Override
  protected void deallocate() {
    super.deallocate();
    block.release();
  }
}
