package io.pushchannel.examples;

import io.pushchannel.Cursor;
import io.pushchannel.PushChannel;
import io.pushchannel.PushListener;
import io.pushchannel.PushOptions;
import io.pushchannel.spi.PushTransport;
import java.net.URI;
import java.util.Set;

/**
 * A device: online it holds one connection, whose heartbeat shows each side that the other is
 * there; offline it holds a cursor, and nothing on the server. Back online it gets what it missed,
 * or a gap if that is more than the log retains. Its methods are called by one thread.
 */
public final class Device implements AutoCloseable {

  private final URI base;
  private final PushTransport transport;
  private final Set<String> topics;
  private final PushListener listener;
  private Cursor cursor;
  private PushChannel channel;

  /**
   * Registers and goes online.
   *
   * @param cursor where to go on, as {@link #goOffline} gave it, maybe to a process that has ended
   *     since; {@link Cursor#LATEST} the first time
   */
  public Device(
      URI base,
      PushTransport transport,
      String alias,
      Set<String> tags,
      Cursor cursor,
      PushListener listener) {
    this.base = base;
    this.transport = transport;
    this.topics = DevicePush.topics(alias, tags);
    this.listener = listener;
    this.cursor = cursor;
    this.channel = open();
  }

  /** Leaves. A message that comes meanwhile waits in the log. */
  public Cursor goOffline() {
    channel.close();
    cursor = channel.cursor();
    return cursor;
  }

  /** Comes back, and hears first what it missed. */
  public void goOnline() {
    channel.close();
    channel = open();
  }

  private PushChannel open() {
    return PushChannel.open(
        base, transport, topics, PushOptions.DEFAULT.withAfter(cursor), listener);
  }

  @Override
  public void close() {
    channel.close();
  }
}
