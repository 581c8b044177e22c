package io.pushchannel.websocket;

import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.Refusal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.HandshakeImpl1Server;
import org.jspecify.annotations.Nullable;

/** The opening handshake, server side (RFC 6455, section 4.2). */
final class Handshake {

  private static final int KEY_BYTES = 16;

  private static final Map<String, String> WHAT_TO_DO =
      Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Version", "13");

  private Handshake() {}

  /**
   * The head that accepts the handshake. No extension and no subprotocol is ever accepted.
   *
   * @throws Refusal 426 if this is no handshake of version 13, 400 if its key is none
   */
  static byte[] accept(PushExchange exchange) {
    if (!exchange.isHttp11()
        || !hasToken(exchange.header("Upgrade"), "websocket")
        || !hasToken(exchange.header("Connection"), "upgrade")) {
      throw refusal("expected a WebSocket handshake, got a plain request");
    }
    String version = exchange.header("Sec-WebSocket-Version");
    if (!"13".equals(version)) {
      throw refusal("expected Sec-WebSocket-Version 13, got " + version);
    }
    return answer(requireKey(exchange.header("Sec-WebSocket-Key")));
  }

  private static byte[] answer(String key) {
    HandshakeImpl1Client request = new HandshakeImpl1Client();
    request.put("Sec-WebSocket-Version", "13");
    request.put("Sec-WebSocket-Key", key);
    request.put("Upgrade", "websocket");
    request.put("Connection", "Upgrade");
    Draft_6455 draft = new Draft_6455();
    try {
      draft.acceptHandshakeAsServer(request);
      var response =
          draft.postProcessHandshakeResponseAsServer(request, new HandshakeImpl1Server());
      ByteBuffer head = draft.createHandshake(response).get(0);
      byte[] bytes = new byte[head.remaining()];
      head.get(bytes);
      return bytes;
    } catch (InvalidHandshakeException e) {
      throw new Refusal(400, "Bad handshake", String.valueOf(e.getMessage()));
    }
  }

  private static boolean hasToken(@Nullable String header, String token) {
    return header != null
        && Arrays.stream(header.split(",")).anyMatch(one -> one.strip().equalsIgnoreCase(token));
  }

  private static String requireKey(@Nullable String key) {
    try {
      if (key != null && Base64.getDecoder().decode(key).length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // no base64: refused below, as a key of another length is
    }
    throw new Refusal(
        400, "Bad handshake", "expected a Sec-WebSocket-Key of 16 bytes in base64, got " + key);
  }

  private static Refusal refusal(String detail) {
    return new Refusal(426, "Upgrade required", detail, WHAT_TO_DO);
  }
}
