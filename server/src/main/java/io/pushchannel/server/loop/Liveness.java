package io.pushchannel.server.loop;

import io.netty.channel.Channel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The silence checks of one stream. Without output for a heartbeat it sends one. Without input it
 * detects a vanished peer, and for peers that need not send anything it checks the TCP connection.
 * Confined to its loop.
 */
public final class Liveness {

  private static final Logger log = LoggerFactory.getLogger(Liveness.class);

  private final Channel channel;
  private final Loop loop;
  private @Nullable Silence sending;
  private @Nullable Silence receiving;
  private @Nullable Silence reaching;

  public Liveness(Channel channel, Loop loop) {
    this.channel = channel;
    this.loop = loop;
  }

  /** Something is on its way to the peer. */
  public void sent() {
    if (sending != null) {
      sending.interrupt();
    }
  }

  /** Something came from the peer. */
  public void received() {
    if (receiving != null) {
      receiving.interrupt();
    }
  }

  /** As {@link io.pushchannel.spi.PushStream#onIdle} promises. */
  public void onIdle(Duration idle, Runnable task) {
    requireNone(sending, "onIdle");
    sending = new Silence(loop.deadlines, idle, task);
    reaching = new Silence(loop.deadlines, idle.dividedBy(3), () -> endIfGone(idle));
  }

  /** As {@link io.pushchannel.spi.PushStream#onSilent} promises. */
  public void onSilent(Duration silence, Runnable task) {
    requireNone(receiving, "onSilent");
    receiving = new Silence(loop.deadlines, silence, () -> fallSilent(task));
  }

  /** The stream has ended: nothing is called any more. */
  public void end() {
    end(sending);
    end(receiving);
    end(reaching);
  }

  /** A third of the time before and after: so the peer is gone within twice the idle time. */
  private void endIfGone(Duration idle) {
    if (TcpPeerProbe.isGone(channel, idle.toMillis() * 5 / 3)) {
      log.debug("A peer is gone: its system has acknowledged nothing for two heartbeats");
      loop.counters.lostReaders.increment();
      channel.close();
    }
  }

  private void fallSilent(Runnable task) {
    if (receiving != null && !channel.isWritable() && TcpPeerProbe.isKnown(channel)) {
      return; // the server did not read; another check detects a vanished peer
    }
    end(receiving);
    receiving = null;
    task.run();
  }

  private static void requireNone(@Nullable Silence known, String name) {
    if (known != null) {
      throw new IllegalStateException(name + " is set already");
    }
  }

  private static void end(@Nullable Silence silence) {
    if (silence != null) {
      silence.end();
    }
  }
}
