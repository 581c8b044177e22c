package io.pushchannel.websocket;

import io.pushchannel.PushRefusedException;
import io.pushchannel.check.Excerpt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.HandshakeState;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.ServerHandshake;

/**
 * The opening handshake of a client (RFC 6455, section 4.1). Java-WebSocket makes the key and
 * checks the accepted one. Extensions and subprotocols, which it does not check, must be absent,
 * because the request has none.
 */
final class OpeningHandshake {

  private final URI uri;
  private final Map<String, String> headers;
  private final Draft_6455 draft = new Draft_6455();

  /** Handshakes with the server at {@code uri}, sending these headers in addition. */
  OpeningHandshake(URI uri, Map<String, String> headers) {
    this.uri = uri;
    this.headers = headers;
    draft.setParseMode(Role.CLIENT);
  }

  /**
   * Sends the request and reads the response.
   *
   * @throws PushRefusedException if the status is not 101
   * @throws IOException if the response does not complete the handshake
   */
  void perform(OutputStream out, SocketInput in) throws IOException {
    try {
      ClientHandshake request = draft.postProcessHandshakeRequestAsClient(request());
      out.write(bytes(request));
      HttpResponse response = HttpResponse.read(in);
      if (response.status() != 101) {
        throw response.readFailure(uri, in);
      }
      requireAccepted(request, response);
    } catch (InvalidHandshakeException e) {
      throw new IOException("the handshake must be of WebSocket, from " + uri, e);
    }
  }

  private HandshakeImpl1Client request() {
    HandshakeImpl1Client request = new HandshakeImpl1Client();
    request.setResourceDescriptor(uri.getRawPath() + '?' + uri.getRawQuery());
    request.put("Host", Origin.of(uri).authority(false));
    headers.forEach(request::put);
    return request;
  }

  private byte[] bytes(ClientHandshake request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ByteBuffer part : draft.createHandshake(request)) {
      bytes.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
    }
    return bytes.toByteArray();
  }

  private void requireAccepted(ClientHandshake request, HttpResponse response)
      throws IOException, InvalidHandshakeException {
    requireAbsent("Sec-WebSocket-Extensions", response);
    requireAbsent("Sec-WebSocket-Protocol", response);
    byte[] text = response.text().getBytes(StandardCharsets.ISO_8859_1);
    ServerHandshake answer = (ServerHandshake) draft.translateHandshake(ByteBuffer.wrap(text));
    if (draft.acceptHandshakeAsClient(request, answer) != HandshakeState.MATCHED) {
      throw new IOException(
          "the response must have Upgrade: websocket, Connection: Upgrade and the Sec-WebSocket-Accept of the"
              + " key, had "
              + Excerpt.of(response.header("Upgrade", ""))
              + ", "
              + Excerpt.of(response.header("Connection", ""))
              + " and "
              + Excerpt.of(response.header("Sec-WebSocket-Accept", "")));
    }
  }

  private static void requireAbsent(String header, HttpResponse response) throws IOException {
    if (response.headers().containsKey(header)) {
      throw new IOException(
          "the response must not have "
              + header
              + ", which was not requested, had "
              + Excerpt.of(response.header(header, "")));
    }
  }
}
