package io.pushchannel.websocket;

import io.pushchannel.spi.PushFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.HandshakeState;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Java-WebSocket's reading of RFC 6455, for one connection of a client, made strict where it is
 * not: a handshake is bounded in size and time, a refusal keeps its status, nothing is accepted
 * that was not asked for, and masked frames are refused.
 */
final class ClientDraft extends Draft_6455 {

  private static final int MAX_MESSAGE = 16 << 20;
  private static final int MAX_HEAD = 64 << 10;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})\\b.*");
  private static final Pattern RETRY_AFTER =
      Pattern.compile("\r\nRetry-After: *([0-9]{1,6})\r\n", Pattern.CASE_INSENSITIVE);
  private static final Pattern DETAIL = Pattern.compile("\"detail\":\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final FrameScanner scanner = new FrameScanner(false, MAX_MESSAGE);
  private final long deadline;
  private @Nullable PushFailure refusal;

  /** A handshake must be over in {@code handshakeTimeout}. */
  ClientDraft(Duration handshakeTimeout) {
    super(List.of(), List.of(new Protocol("")), MAX_MESSAGE);
    deadline = System.nanoTime() + handshakeTimeout.toNanos();
  }

  /** How the server refused the handshake, if it did. */
  @Nullable PushFailure refusal() {
    return refusal;
  }

  /** One draft, one connection: it is never copied. */
  @Override
  public Draft copyInstance() {
    return this;
  }

  @Override
  public Handshakedata translateHandshake(ByteBuffer head) throws InvalidHandshakeException {
    if (head.remaining() > MAX_HEAD || System.nanoTime() - deadline > 0) {
      throw new InvalidHandshakeException(
          "expected a handshake of at most " + MAX_HEAD + " bytes, in time");
    }
    String text = StandardCharsets.ISO_8859_1.decode(head.duplicate()).toString();
    Matcher status = STATUS.matcher(text.lines().findFirst().orElse(""));
    if (status.matches() && !status.group(1).equals("101")) {
      refusal = refusal(Integer.parseInt(status.group(1)), text);
      throw new InvalidHandshakeException(String.valueOf(refusal.getMessage()));
    }
    return super.translateHandshake(head);
  }

  @Override
  public HandshakeState acceptHandshakeAsClient(ClientHandshake request, ServerHandshake response)
      throws InvalidHandshakeException {
    if (response.hasFieldValue("Sec-WebSocket-Extensions")
        || response.hasFieldValue("Sec-WebSocket-Protocol")) {
      throw new InvalidHandshakeException(
          "expected no extension and no subprotocol, as none was asked for");
    }
    return super.acceptHandshakeAsClient(request, response);
  }

  @Override
  public List<Framedata> translateFrame(ByteBuffer bytes) throws InvalidDataException {
    ByteBuffer scanned = bytes.duplicate();
    try {
      while (scanned.hasRemaining()) {
        scanner.skipFrame(scanned);
      }
    } catch (BrokenFrame e) {
      throw new InvalidDataException(e.code(), e.getMessage());
    }
    return super.translateFrame(bytes);
  }

  private static PushFailure refusal(int status, String answer) {
    Matcher detail = DETAIL.matcher(answer);
    Matcher retryAfter = RETRY_AFTER.matcher(answer);
    return new PushFailure(
        status,
        "got status " + status + (detail.find() ? ": " + detail.group(1) : ""),
        retryAfter.find() ? Duration.ofSeconds(Long.parseLong(retryAfter.group(1))) : null);
  }
}
