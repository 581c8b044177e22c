package io.pushchannel.websocket;

import io.pushchannel.Cursor;
import io.pushchannel.PushOptions;
import io.pushchannel.spi.Json;
import io.pushchannel.spi.JsonMessage;
import io.pushchannel.spi.PushFailure;
import io.pushchannel.spi.Receiver;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One connection by Java-WebSocket. Its {@link #run} reads on the caller's thread, so what it hears
 * is told there, and a receiver that takes its time holds up the socket and nothing else.
 */
final class WebSocketAttempt extends WebSocketClient {

  private final Socket socket;
  private final Receiver receiver;
  private final Publishes publishes;
  private final ClientDraft draft;
  private final Duration heartbeat;
  private @Nullable Throwable failure;
  private String ending = "it was closed";
  private boolean saidBye;

  WebSocketAttempt(
      URI address, PushOptions options, Socket socket, Receiver receiver, Publishes publishes)
      throws IOException {
    this(address, options, socket, receiver, publishes, new ClientDraft(options.connectTimeout()));
  }

  @SuppressWarnings(
      "deprecation") // a socket of our own is what lets another thread end the attempt
  private WebSocketAttempt(
      URI address,
      PushOptions options,
      Socket socket,
      Receiver receiver,
      Publishes publishes,
      ClientDraft draft)
      throws IOException {
    super(address, draft, options.headers(), (int) options.connectTimeout().toMillis());
    this.socket = socket;
    this.receiver = receiver;
    this.publishes = publishes;
    this.draft = draft;
    setSocket(socket);
    setTcpNoDelay(true);
    setDaemon(true);
    setConnectionLostTimeout(0); // silence is noticed by the socket, see expect()
    socket.setSoTimeout((int) options.connectTimeout().toMillis());
    heartbeat = options.heartbeat();
  }

  /** Throws what ended the connection, unless the server said bye. */
  void requireBye() throws IOException {
    PushFailure refusal = draft.refusal();
    if (refusal != null) {
      throw refusal;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    } else if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    } else if (!saidBye) {
      throw new IOException("the connection ended without a bye: " + ending);
    }
  }

  @Override
  public void onOpen(ServerHandshake handshake) {
    expect(heartbeat.toMillis());
  }

  @Override
  public void onMessage(String text) {
    if (failure != null || saidBye) {
      return;
    }
    try {
      heard(Json.MAPPER.readTree(text));
    } catch (JacksonException e) {
      fail(new IOException("expected a JSON object, got broken JSON: " + e.getOriginalMessage()));
    } catch (IOException | RuntimeException | Error e) {
      fail(e);
    }
  }

  @Override
  public void onMessage(ByteBuffer bytes) {
    fail(new IOException("expected text, got a binary message"));
  }

  @Override
  public void onClose(int code, String reason, boolean remote) {
    ending = reason == null || reason.isEmpty() ? "code " + code : "code " + code + ", " + reason;
  }

  @Override
  public void onError(Exception e) {
    if (failure == null) {
      failure = e;
    }
  }

  private void heard(JsonNode object) throws IOException {
    JsonNode control = object.get("control");
    if (control == null) {
      receiver.message(JsonMessage.readMessage(object));
      return;
    }
    switch (control.asString("")) {
      case "open" -> opened(object);
      case "gap" -> receiver.gap(JsonMessage.readGap(object));
      case "published" -> publishes.published(object);
      case "refused" -> publishes.refused(object);
      case "bye" -> {
        saidBye = true;
        receiver.retryAfter(Duration.ofMillis(object.path("retry").asLong(0)));
      }
      default -> {} // a later version may say more
    }
  }

  private void opened(JsonNode open) throws IOException {
    expect(open.path("heartbeat").asLong(0));
    receiver.opened(Cursor.parseLeniently(JsonMessage.text(open, "cursor")));
    publishes.connected(this);
  }

  /** After two heartbeats in silence the socket's read fails. */
  private void expect(long heartbeatMillis) {
    try {
      if (heartbeatMillis > 0) {
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, 2 * heartbeatMillis));
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Java-WebSocket would log what a callback throws, and go on. */
  private void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
    try {
      socket.close();
    } catch (IOException e) {
      // broken already
    }
  }
}
