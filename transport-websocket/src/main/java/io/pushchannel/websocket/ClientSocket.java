package io.pushchannel.websocket;

import io.pushchannel.PushOptions;
import io.pushchannel.check.PlainTime;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One TCP or TLS connection to the server: bounded in the time until it is ready and in the silence
 * of the server, and closed by any thread at once.
 */
final class ClientSocket implements AutoCloseable {

  private final Duration connectTimeout;
  private final long deadline;
  private final CompletableFuture<Void> readiness = new CompletableFuture<>();
  private final CompletableFuture<Void> goodbye = new CompletableFuture<>();

  /** TCP sockets that are connecting or connected. Guarded by itself, as {@link #closed} is. */
  private final Set<Socket> sockets = new HashSet<>();

  private boolean closed;

  /** TLS over one of {@link #sockets}, or that itself. */
  @SuppressWarnings("NullAway.Init") // set by connect
  private Socket socket;

  private volatile Duration allowedSilence;
  private volatile boolean late;

  /** From now until {@link #ready} the connect timeout runs. */
  ClientSocket(PushOptions options) {
    this.connectTimeout = options.connectTimeout();
    this.allowedSilence = connectTimeout;
    this.deadline = System.nanoTime() + connectTimeout.toNanos();
    readiness
        .orTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(this::onTimeout);
  }

  /** Connects, and checks the server's name against its certificate. */
  void connect(URI uri, SSLSocketFactory tls) throws IOException, InterruptedException {
    Origin origin = Origin.of(uri);
    try {
      Socket tcp = new Dialer(this, origin).connect();
      socket = origin.isSecure() ? encrypted(tcp, origin, tls) : tcp;
    } catch (IOException e) {
      throw explain(e, "not connected to " + uri);
    }
  }

  Socket socket() {
    return socket;
  }

  /** Registers a TCP socket that {@link #close} closes. */
  Socket register(Socket tcp) throws IOException {
    synchronized (sockets) {
      if (!closed) {
        sockets.add(tcp);
        return tcp;
      }
    }
    tcp.close();
    throw new SocketException("the connection is closed");
  }

  /** Closes a TCP socket that did not become the connection. */
  void discard(Socket tcp) {
    synchronized (sockets) {
      sockets.remove(tcp);
    }
    close(tcp);
  }

  /** The time until the connect timeout, in milliseconds; at least 1. */
  int millisLeft() {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    return (int) Math.max(1, Math.min(left, Integer.MAX_VALUE));
  }

  /** Ends the connect timeout: the server has sent its first text. */
  void ready() {
    readiness.complete(null);
  }

  /** Closes the connection after one connect timeout, unless the server closes it before. */
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

  Duration allowedSilence() {
    return allowedSilence;
  }

  /** Names the connect timeout if that was over before the connection was ready. */
  IOException explain(IOException e, String missing) {
    if (!late) {
      return e;
    }
    IOException timeout =
        new SocketTimeoutException(
            missing + " within " + PlainTime.of(connectTimeout) + " (connectTimeout)");
    timeout.initCause(e);
    return timeout;
  }

  /** Ends every read and write. Closes TCP only, because TLS may wait for the other end. */
  @Override
  public void close() {
    readiness.complete(null);
    goodbye.complete(null);
    Set<Socket> open;
    synchronized (sockets) {
      closed = true;
      open = Set.copyOf(sockets);
      sockets.clear();
    }
    open.forEach(ClientSocket::close);
  }

  private static void close(Socket tcp) {
    try {
      tcp.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket could not be closed", e);
    }
  }

  private static SSLSocket encrypted(Socket tcp, Origin origin, SSLSocketFactory tls)
      throws IOException {
    SSLSocket socket = (SSLSocket) tls.createSocket(tcp, origin.host(), origin.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private @Nullable Void onTimeout(Throwable timeout) {
    late = true;
    close();
    return null;
  }
}
