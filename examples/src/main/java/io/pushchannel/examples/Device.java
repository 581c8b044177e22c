package io.pushchannel.examples;

import io.pushchannel.CloseReason;
import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushChannel;
import io.pushchannel.PushListener;
import io.pushchannel.PushOptions;
import io.pushchannel.PushState;
import io.pushchannel.spi.PushTransport;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A device that goes offline and resumes after the last message it handled.
 *
 * <p>While online, the device holds one connection. Its heartbeat shows each side that the other is
 * alive. While offline, the device holds a cursor, and the server holds nothing for it. After going
 * online again, it receives the messages it missed, or a gap if the log no longer retains all of
 * them. No message is delivered twice.
 *
 * <p>All methods are non-blocking and may be called from any thread, including the listener's. The
 * listener is called by one thread at a time.
 */
public final class Device implements AutoCloseable {

  private final URI base;
  private final PushTransport transport;
  private final Set<String> topics;
  private final PushListener listener;

  // guarded by this
  private Session session;
  private boolean isWantedOnline = true;

  /**
   * Subscribes to the device's topics and goes online.
   *
   * @param cursor the result of {@link #goOffline}, possibly of an earlier process; {@link
   *     Cursor#LATEST} the first time
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
    synchronized (this) {
      this.session = new Session(cursor);
    }
  }

  /**
   * Closes the connection. Messages published while the device is offline stay in the log.
   *
   * @return completes with the cursor after the last handled message, when the listener has
   *     returned from that message
   */
  public synchronized CompletionStage<Cursor> goOffline() {
    isWantedOnline = false;
    session.channel.close();
    return session.ended.minimalCompletionStage();
  }

  /**
   * Reconnects after the last handled message, as soon as the listener has returned from it. Does
   * nothing while the device is online.
   */
  public synchronized void goOnline() {
    isWantedOnline = true;
    if (session.last != null) {
      session = new Session(session.last);
    }
  }

  /** Goes offline. The device may go online again afterwards. */
  @Override
  public void close() {
    goOffline();
  }

  /** Records the final cursor of a session. Called once per session, on its channel's thread. */
  private void ended(Session closed, CloseReason reason) {
    Cursor cursor;
    synchronized (this) {
      cursor = closed.channel.cursor();
      closed.last = cursor;
      if (isWantedOnline && reason instanceof CloseReason.ClosedByApplication) {
        session = new Session(cursor);
      }
    }
    closed.ended.complete(cursor);
  }

  /**
   * One period online, from a cursor to a cursor. A channel's cursor is final only when {@code
   * onClosed} is called: the listener may still be handling a message when {@link
   * PushChannel#close} returns. Sessions are created under the device's lock, so {@link #ended}
   * finds the channel assigned.
   */
  private final class Session implements PushListener {

    private final CompletableFuture<Cursor> ended = new CompletableFuture<>();
    private final PushChannel channel;

    /** The final cursor; null until the session has ended. Guarded by the device. */
    private @Nullable Cursor last;

    Session(Cursor after) {
      this.channel =
          PushChannel.to(base)
              .transport(transport)
              .topics(topics)
              .options(PushOptions.builder().after(after).build())
              .listen(this);
    }

    @Override
    public void onMessage(Message message) {
      listener.onMessage(message);
    }

    @Override
    public void onGap(Gap gap) {
      listener.onGap(gap);
    }

    @Override
    public void onState(PushState state, @Nullable Exception cause) {
      listener.onState(state, cause);
    }

    @Override
    public void onClosed(CloseReason reason) {
      try {
        listener.onClosed(reason);
      } finally {
        ended(this, reason);
      }
    }
  }
}
