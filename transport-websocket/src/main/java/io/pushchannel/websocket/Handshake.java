package io.pushchannel.websocket;

import io.pushchannel.check.Excerpt;
import io.pushchannel.spi.HttpProblemException;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.wire.ServerOnly;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.HandshakeImpl1Server;

/**
 * The opening handshake on the server (RFC 6455, section 4.2). Java-WebSocket computes the accepted
 * key; the checks that it omits, and minimal response headers, are added here. Extensions and
 * subprotocols may be requested, and are never accepted.
 */
@ServerOnly
final class Handshake {

  /** Headers for a client that sent no handshake, or one of another version. */
  private static final Map<String, String> EXPECTED =
      Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Version", "13");

  private static final int KEY_BYTES = 16;

  private Handshake() {}

  /**
   * Returns the response headers that accept the request.
   *
   * @throws HttpProblemException 426 if it is not a handshake of version 13, 400 if it is malformed
   */
  static byte[] accept(PushExchange exchange) {
    if (!exchange.isHttp11()) {
      throw upgradeRequired("version HTTP/1.1", "an older one");
    }
    if (!exchange.method().equals("GET")) {
      throw upgradeRequired("method GET", exchange.method());
    }
    requireToken(exchange, "Upgrade", "websocket");
    requireToken(exchange, "Connection", "upgrade");
    List<String> versions = values(exchange, "Sec-WebSocket-Version");
    if (!versions.equals(List.of("13"))) {
      throw upgradeRequired("Sec-WebSocket-Version 13", found(versions));
    }
    return head(acceptKey(key(exchange)));
  }

  private static void requireToken(PushExchange exchange, String header, String token) {
    List<String> values = values(exchange, header);
    boolean has =
        values.stream()
            .flatMap(value -> Stream.of(value.split(",")))
            .anyMatch(each -> each.trim().toLowerCase(Locale.ROOT).equals(token));
    if (!has) {
      throw upgradeRequired(header + ": " + token, found(values));
    }
  }

  private static String key(PushExchange exchange) {
    List<String> keys = values(exchange, "Sec-WebSocket-Key");
    if (keys.size() != 1 || !isKey(keys.get(0))) {
      throw new HttpProblemException(
          400,
          "Bad handshake",
          "Sec-WebSocket-Key must be " + KEY_BYTES + " bytes in base64, was " + found(keys));
    }
    return keys.get(0);
  }

  private static boolean isKey(String text) {
    try {
      // without the padding it would decode, too, but not be a key
      return text.length() == 24 && Base64.getDecoder().decode(text).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String acceptKey(String key) {
    var request = new HandshakeImpl1Client();
    request.put("Sec-WebSocket-Key", key);
    try {
      return new Draft_6455()
          .postProcessHandshakeResponseAsServer(request, new HandshakeImpl1Server())
          .getFieldValue("Sec-WebSocket-Accept");
    } catch (InvalidHandshakeException e) {
      throw new HttpProblemException(400, "Bad handshake", String.valueOf(e.getMessage()));
    }
  }

  private static byte[] head(String acceptKey) {
    String head =
        "HTTP/1.1 101 Switching Protocols\r\n"
            + "Upgrade: websocket\r\n"
            + "Connection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + acceptKey
            + "\r\n\r\n";
    return head.getBytes(StandardCharsets.US_ASCII);
  }

  private static HttpProblemException upgradeRequired(String expected, String found) {
    return new HttpProblemException(
        426, "Upgrade required", "a handshake must have " + expected + ", had " + found, EXPECTED);
  }

  private static List<String> values(PushExchange exchange, String header) {
    return exchange.headers().stream()
        .filter(each -> each.getKey().equalsIgnoreCase(header))
        .map(each -> each.getValue().trim())
        .toList();
  }

  private static String found(List<String> values) {
    return values.isEmpty()
        ? "none"
        : values.stream().limit(2).map(Excerpt::quoted).collect(Collectors.joining(" and "));
  }
}
