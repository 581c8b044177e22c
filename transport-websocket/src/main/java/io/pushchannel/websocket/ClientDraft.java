package io.pushchannel.websocket;

import io.pushchannel.spi.PushFailure;
import io.pushchannel.spi.Shown;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.HandshakeState;
import org.java_websocket.exceptions.IncompleteHandshakeException;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;

/**
 * RFC 6455 as Java-WebSocket's client speaks it, with what that does not check: extensions and
 * subprotocols nobody asked for, masked frames, messages and answers without end. It also keeps
 * what a server says that refuses. For one attempt, on its thread.
 */
final class ClientDraft extends Draft_6455 {

  /** The largest message, in bytes. */
  static final int MAX_MESSAGE = 16 << 20;

  private static final int MAX_ANSWER = 64 << 10;

  private final URI uri;
  private final Link link;
  private final FrameReader frames = new FrameReader(false, MAX_MESSAGE);
  private @Nullable PushFailure refusal;

  ClientDraft(URI uri, Link link) {
    this.uri = uri;
    this.link = link;
  }

  /** The answer that was no 101; null if there was none. */
  @Nullable PushFailure refusal() {
    return refusal;
  }

  /** The client would go on with a copy, which would be a plain {@link Draft_6455}. */
  @Override
  public Draft copyInstance() {
    return this;
  }

  @Override
  public Handshakedata translateHandshake(ByteBuffer bytes) throws InvalidHandshakeException {
    boolean isTooLong = bytes.remaining() > MAX_ANSWER;
    HttpAnswer.skipInformational(bytes);
    HttpAnswer answer = HttpAnswer.read(bytes.duplicate());
    if (answer != null && answer.status() == 101) {
      return super.translateHandshake(bytes);
    }
    refusal = answer == null ? null : answer.toFailure(uri);
    if (isTooLong && answer == null) {
      throw new InvalidHandshakeException("expected an answer of at most " + MAX_ANSWER + " bytes");
    } else if (isTooLong || (answer != null && answer.isWhole())) {
      throw new InvalidHandshakeException("expected status 101");
    }
    throw new IncompleteHandshakeException();
  }

  @Override
  public HandshakeState acceptHandshakeAsClient(ClientHandshake request, ServerHandshake answer)
      throws InvalidHandshakeException {
    requireAbsent("Sec-WebSocket-Extensions", answer);
    requireAbsent("Sec-WebSocket-Protocol", answer);
    HandshakeState state = super.acceptHandshakeAsClient(request, answer);
    if (state != HandshakeState.MATCHED) {
      throw new InvalidHandshakeException(
          "expected Upgrade: websocket, Connection: Upgrade and the Sec-WebSocket-Accept of the key, got "
              + Shown.of(answer.getFieldValue("Upgrade"))
              + ", "
              + Shown.of(answer.getFieldValue("Connection"))
              + " and "
              + Shown.of(answer.getFieldValue("Sec-WebSocket-Accept")));
    }
    return state;
  }

  @Override
  public List<Framedata> translateFrame(ByteBuffer bytes) throws InvalidDataException {
    link.heard();
    List<Framedata> translated = new ArrayList<>();
    for (ByteBuffer frame = frames.next(bytes); frame != null; frame = frames.next(bytes)) {
      translated.addAll(super.translateFrame(frame));
    }
    return translated;
  }

  private static void requireAbsent(String header, ServerHandshake answer)
      throws InvalidHandshakeException {
    if (answer.hasFieldValue(header)) {
      throw new InvalidHandshakeException(
          "expected no "
              + header
              + ", which was not asked for, got "
              + Shown.of(answer.getFieldValue(header)));
    }
  }
}
