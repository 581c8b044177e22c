package io.pushchannel.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Buffer;
import io.pushchannel.wire.Block;

/**
 * A block of the log as a Netty buffer: created once per block, sliced per write, and released when
 * the log has retired the block and no write needs it.
 *
 * <p>With epoll it has its address, which saves one object per write. Netty's own buffer with an
 * address would need {@code sun.misc.Unsafe}, which newer JDKs reject.
 */
final class BlockView extends UnpooledDirectByteBuf implements Block.View {

  private static final long NO_ADDRESS = 0;

  private final Block block;
  private final long address;

  private BlockView(Block block) {
    super(
        UnpooledByteBufAllocator.DEFAULT,
        block.bytes().duplicate().clear(),
        block.bytes().capacity());
    this.block = block;
    this.address = Epoll.isAvailable() ? Buffer.memoryAddress(block.bytes()) : NO_ADDRESS;
  }

  /** A range of {@code block}, to be written and released; the caller's hold on the block ends. */
  static ByteBuf range(Block block, int offset, int length) {
    BlockView view = (BlockView) block.view(BlockView::new);
    ByteBuf range = view.slice(offset, length); // releasing it ends the hold on the view
    block.release();
    return range;
  }

  @Override
  public boolean hasMemoryAddress() {
    return address != NO_ADDRESS;
  }

  @Override
  public long memoryAddress() {
    if (address == NO_ADDRESS) {
      throw new UnsupportedOperationException("the address is known with epoll only");
    }
    return address;
  }

  @Override
  public void hold() {
    retain();
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
