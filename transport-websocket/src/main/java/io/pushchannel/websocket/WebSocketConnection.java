package io.pushchannel.websocket;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.PushOptions;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.Receiver;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** The client half: connects, and hears messages until the connection ends. */
final class WebSocketConnection implements PushConnection {

  private final URI base;
  private final PushOptions options;
  private final SocketFactory sockets;
  private final Publishes publishes;
  private volatile @Nullable Socket socket;
  private volatile boolean closed;

  WebSocketConnection(URI base, PushOptions options, SocketFactory sockets) {
    this.base = base;
    this.options = options;
    this.sockets = sockets;
    this.publishes = new Publishes(options.connectTimeout());
  }

  @Override
  public void run(Set<String> topics, Cursor after, Receiver receiver) throws IOException {
    Socket attempted = sockets.createSocket();
    socket = attempted;
    if (closed) {
      attempted.close();
      throw new IOException("the channel is closed");
    }
    WebSocketAttempt attempt =
        new WebSocketAttempt(address(topics, after), options, attempted, receiver, publishes);
    try {
      attempt.run();
    } finally {
      publishes.disconnected(attempt);
      attempted.close();
    }
    attempt.requireBye();
  }

  @Override
  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    return publishes.publish(topic, data, key);
  }

  @Override
  public void close() {
    closed = true;
    publishes.close();
    Socket open = socket;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // it was broken already, which is what was wanted
      }
    }
  }

  /** {@code ws} for {@code http}, {@code wss} for {@code https}. */
  private URI address(Set<String> topics, Cursor after) {
    String address = base.toString().replaceFirst("^http", "ws").replaceFirst("/$", "");
    String query =
        topics.stream().map(topic -> "topic=" + encoded(topic)).collect(Collectors.joining("&"));
    return URI.create(address + "/websocket?" + query + "&after=" + encoded(after.toString()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
