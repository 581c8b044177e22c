package io.pushchannel.websocket;

import io.pushchannel.check.PlainTime;
import io.pushchannel.wire.ProtocolViolationException;
import io.pushchannel.wire.WireLimits;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts from the server, and replies to pings and close frames. One thread at a time, the one
 * that has the {@link ReadingRole}.
 */
final class TextInput {

  /** The largest message, in bytes. */
  static final int MAX_MESSAGE = WireLimits.RECEIVED;

  private final SocketInput in;
  private final FrameWriter writer;
  private final ClientSocket link;
  private final FrameReader frames = new FrameReader(false, MAX_MESSAGE);
  private final MessageAssembly messages = new MessageAssembly();
  private final Draft_6455 draft = new Draft_6455();
  private volatile @Nullable CloseStatus ending;

  TextInput(SocketInput in, FrameWriter writer, ClientSocket link) {
    this.in = in;
    this.writer = writer;
    this.link = link;
  }

  /** The server's close frame; null if there was none. */
  @Nullable CloseStatus ending() {
    return ending;
  }

  /**
   * Waits for the next text; null after a close frame.
   *
   * @throws IOException if the connection broke, fell silent, or the server broke the protocol
   */
  @Nullable String next() throws IOException {
    try {
      String text = null;
      while (text == null && ending == null) {
        text = read(nextFrame());
      }
      return text;
    } catch (InvalidDataException e) {
      writer.close(e.getCloseCode());
      throw new ProtocolViolationException(
          "closed because of the server, with " + e.getCloseCode() + ": " + e.getMessage(), e);
    }
  }

  private Framedata nextFrame() throws IOException, InvalidDataException {
    ByteBuffer frame = frames.next(in.buffer());
    while (frame == null) {
      fill();
      frame = frames.next(in.buffer());
    }
    return Frames.translate(draft, frame);
  }

  /** Returns the text that {@code frame} completes; null if it completes none. */
  private @Nullable String read(Framedata frame) throws InvalidDataException {
    switch (frame.getOpcode()) {
      case PING -> writer.pong(frame.getPayloadData().array());
      case PONG -> {} // any byte is a sign of life
      case CLOSING -> {
        CloseFrame close = (CloseFrame) frame;
        writer.close(close.getCloseCode());
        ending = new CloseStatus(close.getCloseCode(), close.getMessage());
      }
      case TEXT, BINARY, CONTINUOUS -> {
        return messages.add(frame);
      }
    }
    return null;
  }

  /**
   * Ignores the silence of a server while frames are being written to it: its own frames may wait
   * behind.
   */
  private void fill() throws IOException {
    boolean filled = false;
    while (!filled) {
      try {
        in.fill();
        filled = true;
      } catch (SocketTimeoutException e) {
        if (!writer.hasProgressed(link.allowedSilence())) {
          throw silent(e);
        }
      }
    }
  }

  private IOException silent(SocketTimeoutException cause) {
    IOException silent =
        new SocketTimeoutException(
            "no data from the server within " + PlainTime.of(link.allowedSilence()));
    silent.initCause(cause);
    return silent;
  }
}
