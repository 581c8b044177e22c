package io.pushchannel.wire;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A piece of direct memory in which a log keeps encoded messages. Readers get ranges of it, never
 * copies. It is counted: the log holds it while it retains the messages, a reader while a range is
 * on its way to a socket; the last to {@link #release} gives the memory back for another use.
 */
public final class Block {

  /** The server's own buffer of a block, created once and used for every write. */
  public interface View {
    /** One more write needs it. Called under the block's lock; must not call back. */
    void hold();

    /** The log has released the block; release the view when no write needs it. */
    void retire();
  }

  private final ByteBuffer bytes;
  private final Consumer<ByteBuffer> recycler;
  private final AtomicInteger holds = new AtomicInteger(1);
  private @Nullable View view;
  private boolean retired;

  /**
   * For authors of a log. Starts with one hold, the log's.
   *
   * @param recycler gets the memory back after the last release, on whatever thread that is
   */
  public Block(ByteBuffer bytes, Consumer<ByteBuffer> recycler) {
    this.bytes = bytes;
    this.recycler = recycler;
  }

  /** The memory. Shared: duplicate it before moving its position or limit, and never write. */
  public ByteBuffer bytes() {
    return bytes;
  }

  /**
   * Holds the block until a {@link #release}. The caller must be sure that someone holds it now.
   */
  public void retain() {
    holds.incrementAndGet();
  }

  /** Ends one hold. */
  public void release() {
    int left = holds.decrementAndGet();
    if (left == 0) {
      recycler.accept(bytes);
    } else if (left < 0) {
      throw new IllegalStateException("a block was released more often than retained");
    }
  }

  /**
   * The server's view of this block, held for one write of the caller's. It is made on first use
   * and holds the block until it is retired and no write needs it. The caller must hold the block.
   */
  public synchronized View view(Function<Block, View> maker) {
    if (retired) {
      return make(
          maker); // read before the log released it, written after: a view for this one write
    }
    if (view == null) {
      view = make(maker);
    }
    view.hold();
    return view;
  }

  /** For authors of a log: ends its hold, and the view's if there is one. */
  public void retire() {
    View last;
    synchronized (this) {
      retired = true;
      last = view;
      view = null;
    }
    if (last != null) {
      last.retire();
    }
    release();
  }

  private View make(Function<Block, View> maker) {
    retain();
    return maker.apply(this);
  }
}
