package io.pushchannel.websocket;

import io.pushchannel.Cursor;
import io.pushchannel.PushOptions;
import io.pushchannel.PushRefusedException;
import io.pushchannel.spi.Receiver;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, from the handshake to its end. The channel's thread calls {@link #run}, which
 * reads and delivers. While a callback lasts nothing is read, and TCP makes the server wait; the
 * exception is a callback that may wait for a publish, see {@link ReadingRole}.
 */
final class WebSocketAttempt {

  private static final Logger log = LoggerFactory.getLogger(WebSocketAttempt.class);
  private static final String OPENING = "connection not opened";
  private static final byte[] EMPTY = {};

  private final ClientSocket link;
  private final PublishWriter outbox;
  private final FrameWriter writer;
  private final TextInput input;
  private final ReadingRole role;
  private final WebSocketEvents events;
  private long lastPongNanos = System.nanoTime();

  /** An attempt on a connection whose handshake is complete. {@code in} may have bytes already. */
  private WebSocketAttempt(
      SocketInput in, ClientSocket link, Cursor after, Receiver receiver, PublishWriter outbox)
      throws IOException {
    this.link = link;
    this.outbox = outbox;
    this.writer = new FrameWriter(link);
    this.input = new TextInput(in, writer, link);
    Acknowledgements acknowledgements = new Acknowledgements(outbox);
    this.role = new ReadingRole(input, acknowledgements);
    this.events =
        new WebSocketEvents(
            receiver, link, role, acknowledgements, () -> outbox.connected(this::send), after);
  }

  /**
   * Makes the handshake on a connected link.
   *
   * @throws PushRefusedException if the server refuses
   */
  static WebSocketAttempt open(
      URI uri,
      PushOptions options,
      ClientSocket link,
      Cursor after,
      Receiver receiver,
      PublishWriter outbox)
      throws IOException {
    try {
      SocketInput in = new SocketInput(link.socket());
      new OpeningHandshake(uri, options.currentHeaders())
          .perform(link.socket().getOutputStream(), in);
      link.allowSilence(options.heartbeat().multipliedBy(2));
      return new WebSocketAttempt(in, link, after, receiver, outbox);
    } catch (PushRefusedException e) {
      throw e;
    } catch (IOException e) {
      throw link.explain(e, OPENING);
    }
  }

  /**
   * Delivers events until the connection ends.
   *
   * @return the position to continue from at once on another connection; null after a goodbye
   * @throws IOException if the connection ended without a goodbye
   */
  @Nullable Cursor run() throws IOException, InterruptedException {
    try {
      deliver();
      writer.awaitLast();
    } catch (IOException e) {
      writer.awaitLast();
      if (!events.goodbyeReceived()) {
        throw link.explain(e, OPENING);
      }
      log.debug("The connection ended after the server's goodbye", e);
    } finally {
      end();
    }
    return role.hasOverflowed() && !events.goodbyeReceived() ? events.place() : null;
  }

  private void deliver() throws IOException, InterruptedException {
    for (String text = role.next(); text != null; text = role.next()) {
      events.read(text);
      showLife();
    }
    CloseStatus ending = input.ending();
    if (ending == null || events.goodbyeReceived()) {
      return;
    }
    IOException failure = ending.toException();
    if (ending.blamesFrame()) {
      outbox.failLargest(ending.toRefusal(failure));
    }
    throw failure;
  }

  private void send(byte[] utf8) {
    writer.text(utf8);
    role.published();
  }

  /** Sends an unsolicited pong (RFC 6455, section 5.5.3): a slow listener is not a dead one. */
  private void showLife() {
    long now = System.nanoTime();
    if (now - lastPongNanos > link.allowedSilence().toNanos() / 4) {
      lastPongNanos = now;
      writer.pong(EMPTY);
    }
  }

  private void end() throws InterruptedException {
    link.close();
    try {
      role.awaitEnd();
    } finally {
      outbox.disconnected();
    }
  }
}
