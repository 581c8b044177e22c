package io.pushchannel.websocket;

import io.pushchannel.spi.EndpointSettings;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushStream;
import io.pushchannel.spi.WireBuffer;
import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.protocols.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends: bytes to frames (by Java-WebSocket), frames to messages, messages to {@link
 * Commands}. Between frames it holds next to nothing, because most connections are silent most of
 * the time.
 */
final class FrameInput implements PushExchange.Input {

  /** A character of JSON may take six bytes; and some for what is around the data. */
  private static final int BYTES_PER_BYTE = 6;

  private static final int AROUND = 4096;

  private final EndpointSettings settings;
  private final int maxBytes;
  private final FrameScanner scanner;
  private @Nullable Draft_6455 draft;
  private @Nullable MessageAssembly assembly;
  private @Nullable PushStream stream;
  private @Nullable Commands commands;
  private boolean silent;
  private boolean ended;

  FrameInput(EndpointSettings settings) {
    this.settings = settings;
    this.maxBytes = settings.maxMessageBytes() * BYTES_PER_BYTE + AROUND;
    this.scanner = new FrameScanner(true, maxBytes);
  }

  /** From now on there is something to answer with. */
  void start(PushStream newStream, Commands newCommands) {
    stream = newStream;
    commands = newCommands;
    newStream.onSilent(settings.heartbeat(), this::onSilence);
  }

  @Override
  public void received(ByteBuffer bytes) {
    silent = false;
    ByteBuffer in = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    try {
      while (in.hasRemaining() && !ended) {
        receivePart(in);
      }
      if (scanner.isBetweenFrames()) {
        draft = null;
      }
    } catch (BrokenFrame e) {
      end(e.code(), String.valueOf(e.getMessage()));
    } catch (InvalidDataException e) {
      end(e.getCloseCode(), String.valueOf(e.getMessage()));
    }
  }

  /** One frame at a time, so that what came before a broken one counts. */
  private void receivePart(ByteBuffer in) throws BrokenFrame, InvalidDataException {
    int start = in.position();
    scanner.skipFrame(in);
    int end = in.position();
    byte[] part = new byte[end - start];
    in.get(start, part);
    for (Framedata frame : draft().translateFrame(ByteBuffer.wrap(part))) {
      receive(frame);
    }
  }

  private void receive(Framedata frame) throws BrokenFrame, InvalidDataException {
    switch (frame.getOpcode()) {
      case PING -> write(out -> WebSocketFormat.INSTANCE.pong(frame.getPayloadData(), out));
      case PONG -> {} // a sign of life, and noted as one
      case CLOSING -> end(((CloseFrame) frame).getCloseCode(), "");
      default -> receiveData(frame);
    }
  }

  private void receiveData(Framedata frame) throws BrokenFrame {
    if (assembly == null) {
      assembly = new MessageAssembly(maxBytes);
    }
    String text = assembly.add(frame);
    if (text != null) {
      assembly = null;
      if (commands != null) {
        commands.run(text);
      }
    }
  }

  /** Nothing came for a heartbeat: a ping must bring something, or the peer is gone. */
  private void onSilence() {
    if (silent && stream != null) {
      end(1001, "nothing was heard for two heartbeats");
    } else {
      silent = true;
      write(WebSocketFormat.INSTANCE::heartbeat);
    }
  }

  private void end(int code, String reason) {
    if (!ended && stream != null) {
      ended = true;
      write(out -> WebSocketFormat.INSTANCE.close(code, reason, out));
      stream.close();
    }
  }

  private void write(java.util.function.Consumer<WireBuffer> frame) {
    if (stream != null) {
      WireBuffer out = new WireBuffer();
      frame.accept(out);
      stream.write(out);
      stream.flush();
    }
  }

  private Draft_6455 draft() {
    if (draft == null) {
      draft = new Draft_6455(List.of(), List.of(new Protocol("")), maxBytes);
    }
    return draft;
  }
}
