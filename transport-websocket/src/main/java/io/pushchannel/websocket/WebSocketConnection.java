package io.pushchannel.websocket;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.PushOptions;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.Receiver;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The client half: connects, and reads until the connection ends. Publishes are sent on the same
 * connection.
 */
final class WebSocketConnection implements PushConnection {

  /** Maximum number of publishes without a response; the server allows no more (429). */
  static final int MAX_UNANSWERED = 1024;

  private final URI base;
  private final PushOptions options;
  private final SSLSocketFactory tls;
  private final PublishWriter outbox;
  private volatile @Nullable ClientSocket current;
  private volatile boolean closed;

  WebSocketConnection(URI base, PushOptions options, SSLSocketFactory tls) {
    this.base = requireKnownScheme(base);
    this.options = options;
    this.tls = tls;
    this.outbox = new PublishWriter();
  }

  @Override
  public void run(Set<String> topics, Cursor after, Receiver receiver)
      throws IOException, InterruptedException {
    @Nullable Cursor place = after;
    while (place != null) {
      place = attempt(topics, place, receiver);
    }
  }

  @Override
  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    return outbox.publish(topic, data, key);
  }

  /** The server processes the frames of a connection in their order. */
  @Override
  public int publishWindow() {
    return MAX_UNANSWERED;
  }

  /** Closes the connection in use; the publishes on their way are sent again on the next one. */
  @Override
  public void restart() {
    ClientSocket link = current;
    if (link != null) {
      link.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    restart();
    outbox.disconnected();
  }

  /** Returns the position to continue from at once, or null. */
  private @Nullable Cursor attempt(Set<String> topics, Cursor after, Receiver receiver)
      throws IOException, InterruptedException {
    URI uri = uri(topics, after);
    try (ClientSocket link = new ClientSocket(options)) {
      current = link;
      requireOpen();
      link.connect(uri, tls);
      return WebSocketAttempt.open(uri, options, link, after, receiver, outbox).run();
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("the channel is closed");
    }
  }

  private URI uri(Set<String> topics, Cursor after) {
    StringJoiner query = new StringJoiner("&");
    topics.forEach(topic -> query.add("topic=" + topic)); // a query may contain all its characters
    query.add("after=" + URLEncoder.encode(after.toString(), StandardCharsets.UTF_8));
    String scheme = base.getScheme().replaceFirst("^http", "ws");
    String path = base.getRawPath();
    String slash = path.endsWith("/") ? "" : "/";
    return URI.create(
        scheme + "://" + base.getRawAuthority() + path + slash + "websocket?" + query);
  }

  private static URI requireKnownScheme(URI base) {
    String scheme = base.getScheme();
    if (scheme == null || !scheme.matches("https?|wss?")) {
      throw new IllegalArgumentException("base must be an address of http or https, was " + base);
    }
    Origin.of(base); // checks the host
    return base;
  }
}
