package io.pushchannel.testkit.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy for HTTP, {@code CONNECT} and SOCKS5 that records requests. It connects to one port of
 * this machine, whatever host it is asked for.
 */
public final class RecordingProxy implements AutoCloseable {

  private static final int SOCKS5 = 5;
  private static final String BASIC = "Proxy-Authenticate: Basic realm=\"office\"";

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ServerSocket listening;
  private final int target;
  private final String login;

  /**
   * Starts a proxy on loopback.
   *
   * @param login the value of {@code Proxy-Authorization} that it requires; empty for none
   */
  public RecordingProxy(int target, String login) throws IOException {
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    this.login = login;
    run(this::accept);
  }

  /** The port on which it listens. */
  public int port() {
    return listening.getLocalPort();
  }

  /** The first request of each connection: its headers, or {@code socks host:port}. */
  public List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        run(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      int first = client.getInputStream().read();
      boolean isAccepted =
          first == SOCKS5 ? acceptSocks(client) : acceptHttp((char) first, client, server);
      if (isAccepted) {
        run(() -> copy(server, client));
        copy(client, server);
      }
    } catch (IOException e) {
      return; // one end has left
    }
  }

  private boolean acceptHttp(char first, Socket client, Socket server) throws IOException {
    String request = first + headers(client.getInputStream());
    requests.add(request);
    String authorization = "\r\nproxy-authorization: " + login.toLowerCase(Locale.ROOT) + "\r\n";
    if (!login.isEmpty() && !request.toLowerCase(Locale.ROOT).contains(authorization)) {
      send(
          "HTTP/1.1 407 Login\r\nContent-Length: 0\r\nConnection: close\r\n" + BASIC + "\r\n\r\n",
          client);
      return false;
    }
    boolean isTunnel = request.startsWith("CONNECT ");
    send(isTunnel ? "HTTP/1.1 200 Connected\r\n\r\n" : request, isTunnel ? client : server);
    return true;
  }

  /** RFC 1928: no authentication, then a connection to a host by its name. */
  private boolean acceptSocks(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    OutputStream out = client.getOutputStream();
    in.readNBytes(in.read());
    out.write(new byte[] {SOCKS5, 0});
    in.readNBytes(4);
    String host = new String(in.readNBytes(in.read()), ISO_8859_1);
    requests.add("socks " + host + ':' + in.readUnsignedShort());
    out.write(new byte[] {SOCKS5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
    return true;
  }

  private static String headers(InputStream in) throws IOException {
    StringBuilder headers = new StringBuilder();
    while (headers.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the client left within the headers");
      }
      headers.append((char) next);
    }
    return headers.toString();
  }

  private static void send(String octets, Socket to) throws IOException {
    to.getOutputStream().write(octets.getBytes(ISO_8859_1));
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      return; // one end has left
    }
  }

  private static void run(Runnable task) {
    Thread thread = new Thread(task, "recording-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
