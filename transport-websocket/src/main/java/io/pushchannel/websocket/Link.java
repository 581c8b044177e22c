package io.pushchannel.websocket;

import io.pushchannel.PushOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One TCP or TLS connection to the server: bounded in the time it takes to be ready and in the
 * silence it may keep, and closed by any thread at once.
 */
final class Link implements AutoCloseable {

  /** The last frame, usually the answer to a close frame, gets so long to be written. */
  private static final Duration LAST_WRITE = Duration.ofSeconds(1);

  private final Duration connectTimeout;
  private final CompletableFuture<Void> readiness = new CompletableFuture<>();
  private final CompletableFuture<Void> goodbye = new CompletableFuture<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Socket tcp =
      new Socket() {
        @Override
        public synchronized void close() throws IOException {
          super.close();
          end.countDown();
        }
      };

  /** What to read and write: TLS over {@link #tcp}, or that itself. */
  private Socket socket = tcp;

  private Duration allowedSilence;
  private long lastHeard = System.nanoTime();
  private volatile boolean late;

  Link(PushOptions options) {
    this.connectTimeout = options.connectTimeout();
    this.allowedSilence = connectTimeout;
  }

  /**
   * Connects, and checks the server's name against its certificate. From now until {@link #ready}
   * the connect timeout runs.
   */
  void connect(URI uri, SSLSocketFactory tls) throws IOException {
    readiness
        .orTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(this::beLate);
    boolean secure = uri.getScheme().equals("wss");
    int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
    try {
      tcp.connect(new InetSocketAddress(uri.getHost(), port));
      if (secure) {
        socket = encrypted((SSLSocket) tls.createSocket(tcp, uri.getHost(), port, true));
      }
    } catch (IOException e) {
      throw late
          ? new IOException("expected to connect to " + uri + " within " + connectTimeout, e)
          : e;
    }
  }

  Socket socket() {
    return socket;
  }

  /** The server has said the first thing that counts. */
  void ready() {
    readiness.complete(null);
  }

  /** The server wants to end it, and gets the time of a handshake to do so itself. */
  void endSoon() {
    goodbye
        .orTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(
            timeout -> {
              close();
              return null;
            });
  }

  /** Sets how long a read may wait. */
  void allowSilence(Duration silence) throws SocketException {
    allowedSilence = silence;
    socket.setSoTimeout((int) Math.min(Math.max(1, silence.toMillis()), Integer.MAX_VALUE));
  }

  Duration connectTimeout() {
    return connectTimeout;
  }

  Duration allowedSilence() {
    return allowedSilence;
  }

  /** Notes a sign of life. */
  void heard() {
    lastHeard = System.nanoTime();
  }

  /** Whether the silence has been too long. */
  boolean isSilent() {
    return System.nanoTime() - lastHeard >= allowedSilence.toNanos();
  }

  /** Whether the connect timeout was over before it was ready. */
  boolean isLate() {
    return late;
  }

  /** Waits until {@code queue} is empty, or nothing more can be written. */
  void awaitTaken(Collection<?> queue) throws InterruptedException {
    long deadline = System.nanoTime() + LAST_WRITE.toNanos();
    while (!queue.isEmpty() && deadline - System.nanoTime() > 0) {
      if (end.await(1, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  /** Waits until Java-WebSocket's thread has written the rest and closed the socket. */
  void awaitLastWrite() throws InterruptedException {
    boolean written = end.await(LAST_WRITE.toMillis(), TimeUnit.MILLISECONDS);
    if (!written) {
      close();
    }
  }

  /** Ends every read and write. TLS is not asked: it might wait for the other end. */
  @Override
  public void close() {
    readiness.complete(null);
    goodbye.complete(null);
    try {
      tcp.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket could not be closed", e);
    }
  }

  private static SSLSocket encrypted(SSLSocket socket) throws IOException {
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private @Nullable Void beLate(Throwable timeout) {
    late = true;
    close();
    return null;
  }
}
