package io.pushchannel.benchmarks.load;

/**
 * Creates the requests of one technique to one server. Everything except the cursor is prepared
 * once.
 */
final class Requests {

  private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAA==";

  /** Requested hold time of a long poll. */
  private static final int HOLD_MILLIS = 25_000;

  private final PushTechnique technique;
  private final String target;
  private final String headers;

  Requests(ConnectSpec spec) {
    this.technique = spec.technique();
    String path = spec.server().getRawPath() + (spec.technique().isOurs() ? "" : query(spec));
    this.target = spec.technique().isOurs() ? ours(path, spec) : path;
    this.headers = " HTTP/1.1\r\nHost: " + spec.server().getAuthority() + "\r\n" + fixed(technique);
  }

  /**
   * Returns the request for messages after {@code cursor}; an empty cursor requests new messages
   * only.
   */
  byte[] after(String cursor) {
    if (technique == PushTechnique.BAYEUX) {
      return bayeux(cursor);
    }
    if (cursor.isEmpty() || !technique.isOurs()) {
      return Bytes.of("GET " + target + headers + "\r\n");
    }
    return Bytes.of(
        switch (technique) {
          case SSE -> "GET " + target + headers + "Last-Event-ID: " + cursor + "\r\n\r\n";
          case SHORT_POLLING ->
              "GET "
                  + target
                  + "&after="
                  + cursor
                  + headers
                  + "If-None-Match: \""
                  + cursor
                  + "\"\r\n\r\n";
          default -> "GET " + target + "&after=" + cursor + headers + "\r\n";
        });
  }

  /** Returns the parser for the responses. */
  Parser parser() {
    return switch (technique) {
      case SHORT_POLLING, LONG_POLLING -> new BatchParser();
      case SSE -> new HeadParser(200, head -> new SseParser());
      case WEBSOCKET -> new HeadParser(101, head -> WebSocketParser.ours());
      case PLAIN_SSE -> new HeadParser(200, PlainSseParser::new);
      case PLAIN_WEBSOCKET -> new HeadParser(101, head -> WebSocketParser.plain());
      case BAYEUX -> new BayeuxParser();
    };
  }

  /** Returns the handshake, then the subscription with the first poll, then polls. */
  private byte[] bayeux(String client) {
    String body;
    if (client.isEmpty()) {
      body =
          "[{\"channel\":\"/meta/handshake\",\"version\":\"1.0\","
              + "\"supportedConnectionTypes\":[\"long-polling\"]}]";
    } else if (client.startsWith("+")) {
      body = '[' + bayeuxConnect(client.substring(1)) + ']';
    } else {
      body =
          "[{\"channel\":\"/meta/subscribe\",\"subscription\":\"/"
              + ConnectSpec.TOPIC
              + "\",\"clientId\":\""
              + client
              + "\"},"
              + bayeuxConnect(client)
              + ']';
    }
    return Bytes.of(
        "POST "
            + target
            + headers
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static String bayeuxConnect(String client) {
    return "{\"channel\":\"/meta/connect\",\"connectionType\":\"long-polling\",\"clientId\":\""
        + client
        + "\"}";
  }

  private static String ours(String path, ConnectSpec spec) {
    String reading = path + '/' + spec.technique().word() + "?topic=" + ConnectSpec.TOPIC;
    return spec.technique() == PushTechnique.LONG_POLLING
        ? reading + "&wait=" + HOLD_MILLIS
        : reading;
  }

  private static String query(ConnectSpec spec) {
    String query = spec.server().getRawQuery();
    return query == null ? "" : '?' + query;
  }

  private static String fixed(PushTechnique technique) {
    return switch (technique) {
      case WEBSOCKET, PLAIN_WEBSOCKET ->
          "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: "
              + KEY
              + "\r\n";
      case SSE, PLAIN_SSE -> "Accept: text/event-stream\r\n";
      default -> "";
    };
  }
}
