package io.pushchannel.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.pushchannel.server.loop.Callback;
import io.pushchannel.server.loop.LingeringClose;
import io.pushchannel.server.loop.Liveness;
import io.pushchannel.server.loop.Loop;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushStream;
import io.pushchannel.wire.Block;
import io.pushchannel.wire.WireBuffer;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that has left HTTP: all that is left of it is a channel, this handler, and its
 * time-outs.
 */
final class ByteStream extends ChannelInboundHandlerAdapter implements PushStream {

  private static final Logger log = LoggerFactory.getLogger(ByteStream.class);

  /** A client that keeps sending where nothing is expected is closed. */
  private static final int MAX_UNEXPECTED = 1 << 16;

  /**
   * Range of the random pauses that a closing server requests from its clients, in milliseconds.
   */
  private static final int MIN_RETRY = 500;

  private static final int MAX_RETRY = 3000;

  private final Channel channel;
  private final Loop loop;
  private final PushExchange.@Nullable Input input;
  private final Liveness liveness;
  private @Nullable Runnable onWritable;
  private @Nullable Runnable onEnd;

  /** Removes what waits for the server to close. */
  private @Nullable Runnable cleanup;

  private int unexpected;
  private int unfinished;
  private boolean ended;

  ByteStream(Channel channel, Loop loop, PushExchange.@Nullable Input input) {
    this.channel = channel;
    this.loop = loop;
    this.input = input;
    this.liveness = new Liveness(channel, loop);
  }

  @Override
  public boolean isWritable() {
    return !ended && channel.isWritable();
  }

  @Override
  public void write(Block block, int offset, int length) {
    write(BlockView.range(block, offset, length));
  }

  @Override
  public void write(WireBuffer bytes) {
    write(Unpooled.wrappedBuffer(bytes.toByteArray()));
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public void close() {
    if (!ended) {
      end();
      LingeringClose.close(channel, loop);
    }
  }

  @Override
  public void onWritable(Runnable task) {
    if (onWritable != null) {
      throw new IllegalStateException("onWritable is set already");
    }
    onWritable = Objects.requireNonNull(task, "task");
  }

  @Override
  public void onIdle(Duration idle, Runnable task) {
    Objects.requireNonNull(task, "task");
    if (!ended) {
      liveness.onIdle(idle, () -> run(task));
    }
  }

  @Override
  public void onSilent(Duration silence, Runnable task) {
    Objects.requireNonNull(task, "task");
    if (!ended) {
      liveness.onSilent(silence, () -> run(task));
    }
  }

  @Override
  public boolean reserveInput(int bytes) {
    int more = bytes - unfinished;
    if (ended || (more > 0 && !loop.held.take(more))) {
      return false;
    }
    if (more < 0) {
      loop.held.giveBack(-more);
    }
    unfinished = bytes;
    return true;
  }

  @Override
  public void onEnd(Runnable task) {
    if (ended) {
      loop.execute(() -> Callback.run(task));
    } else {
      onEnd = Callback.both(onEnd, task);
    }
  }

  @Override
  public void onClosing(Consumer<Duration> task) {
    Objects.requireNonNull(task, "task");
    if (!ended) {
      int retry = ThreadLocalRandom.current().nextInt(MIN_RETRY, MAX_RETRY);
      Runnable closer = () -> run(() -> task.accept(Duration.ofMillis(retry)));
      loop.onClosing(closer);
      cleanup = Callback.both(cleanup, () -> loop.removeOnClosing(closer));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      if (!ended) {
        received(bytes);
      }
    } finally {
      bytes.release();
    }
  }

  /** A head written while requests were read goes out now, whether or not anything follows. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    channel.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (input != null) {
      // a client that does not read is not read from
      channel.config().setAutoRead(channel.isWritable());
    }
    if (onWritable != null && isWritable()) {
      onWritable.run();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      log.error("A stream failed and is closed; the others go on", cause);
    }
    channel.close();
  }

  private void write(ByteBuf bytes) {
    if (ended) {
      bytes.release();
    } else {
      channel.write(bytes, channel.voidPromise());
      liveness.sent();
    }
  }

  private void received(ByteBuf bytes) {
    liveness.received();
    if (input != null) {
      input.received(bytes.nioBuffer());
    } else {
      unexpected += bytes.readableBytes();
      if (unexpected > MAX_UNEXPECTED) {
        channel.close();
      }
    }
  }

  /** A stream whose task failed can't be trusted to be whole. */
  private void run(Runnable task) {
    Callback.run(task, channel::close);
  }

  /** Ends the stream, whichever side caused it. */
  void end() {
    if (!ended) {
      ended = true;
      liveness.end();
      loop.held.giveBack(unfinished);
      unfinished = 0;
      if (cleanup != null) {
        cleanup.run();
      }
      if (onEnd != null) {
        Callback.run(onEnd);
      }
    }
  }
}
