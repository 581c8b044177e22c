package io.pushchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.PushChannel;
import io.pushchannel.PushOptions;
import io.pushchannel.server.PushServer;
import io.pushchannel.testkit.RecordingListener;
import io.pushchannel.testkit.wire.RecordingProxy;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** The JVM's proxy settings. The server's name is known to the proxy only. */
@Isolated("it changes settings of the JVM")
@Timeout(30)
class ProxyTest {

  private static final List<String> PROPERTIES =
      List.of(
          "http.proxyHost",
          "http.proxyPort",
          "socksProxyHost",
          "socksProxyPort",
          "http.nonProxyHosts");

  private final MessageBus bus = MessageBus.inMemory();
  private final ProxySelector before = ProxySelector.getDefault();
  private final RecordingListener listener = new RecordingListener();
  private PushServer server;
  private PushChannel channel;

  @BeforeEach
  void start() {
    server =
        PushServer.builder(bus)
            .port(0)
            .transports(new WebSocketTransport())
            .allowHost("push.test")
            .start();
  }

  @AfterEach
  void stop() {
    PROPERTIES.forEach(System::clearProperty);
    ProxySelector.setDefault(before);
    Authenticator.setDefault(null);
    channel.close();
    server.close();
    bus.close();
  }

  @Test
  void anHttpProxyOpensATunnel() throws Exception {
    try (RecordingProxy proxy = new RecordingProxy(server.port(), "")) {
      use("http", proxy.port());
      open("push.test");
      listener.awaitOpen();
      listener.awaitReached(bus.publish("t", "x").toCompletableFuture().join().id());
      assertEquals(
          List.of("CONNECT push.test:1234 HTTP/1.1\r\nHost: push.test:1234\r\n\r\n"),
          proxy.requests());
    }
  }

  @Test
  void aProxyGetsTheLoginOfTheAuthenticator() throws Exception {
    Authenticator.setDefault(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            boolean isOurs =
                getRequestorType() == RequestorType.PROXY && "office".equals(getRequestingPrompt());
            return isOurs ? new PasswordAuthentication("user", "pass".toCharArray()) : null;
          }
        });
    try (RecordingProxy proxy = new RecordingProxy(server.port(), "Basic dXNlcjpwYXNz")) {
      use("http", proxy.port());
      open("push.test");
      listener.awaitOpen();
      assertTrue(proxy.requests().get(1).contains("Proxy-Authorization: Basic dXNlcjpwYXNz\r\n"));
    }
  }

  @Test
  void aProxyThatRefusesEndsTheAttemptWithTheReason() throws Exception {
    try (RecordingProxy proxy = new RecordingProxy(server.port(), "Basic dXNlcjpwYXNz")) {
      use("http", proxy.port());
      open("push.test");
      listener.awaitLost(1);
      String cause = String.valueOf(listener.changes().get(1).cause());
      assertTrue(cause.endsWith("refused a connection to push.test:1234: 407"), cause);
    }
  }

  @Test
  void aSocksProxyResolvesTheHost() throws Exception {
    try (RecordingProxy proxy = new RecordingProxy(server.port(), "")) {
      System.setProperty("socksProxyHost", "127.0.0.1");
      System.setProperty("socksProxyPort", "" + proxy.port());
      open("push.test");
      listener.awaitOpen();
      assertEquals(List.of("socks push.test:1234"), proxy.requests());
    }
  }

  @Test
  void aHostOfNonProxyHostsIsConnectedDirectly() throws Exception {
    try (RecordingProxy proxy = new RecordingProxy(server.port(), "")) {
      use("http", proxy.port());
      System.setProperty("http.nonProxyHosts", "127.*");
      channel = PushChannel.open(server.uri(), new WebSocketTransport(), Set.of("t"), listener);
      listener.awaitOpen();
      assertEquals(List.of(), proxy.requests());
    }
  }

  @Test
  void ifAProxyFailsItIsReportedAndTheNextIsTried() throws Exception {
    Selector selector = new Selector();
    ProxySelector.setDefault(selector);
    try (RecordingProxy proxy = new RecordingProxy(server.port(), "")) {
      InetSocketAddress good = new InetSocketAddress("127.0.0.1", proxy.port());
      InetSocketAddress closed = new InetSocketAddress("127.0.0.2", proxy.port());
      selector.proxies =
          List.of(new Proxy(Proxy.Type.HTTP, closed), new Proxy(Proxy.Type.HTTP, good));
      open("push.test");
      listener.awaitOpen();
      assertEquals(1, proxy.requests().size());
      Awaitility.await().until(() -> closed.equals(selector.failed));
    }
  }

  private void open(String host) {
    channel =
        PushChannel.to(URI.create("http://" + host + ":1234/push"))
            .transport(new WebSocketTransport())
            .topics(Set.of("t"))
            .options(
                PushOptions.builder()
                    .backoff(Duration.ofMillis(20), Duration.ofMillis(200))
                    .build())
            .listen(listener);
  }

  private static void use(String scheme, int port) {
    System.setProperty(scheme + ".proxyHost", "127.0.0.1");
    System.setProperty(scheme + ".proxyPort", "" + port);
  }

  private static final class Selector extends ProxySelector {
    volatile List<Proxy> proxies = List.of();
    volatile SocketAddress failed;

    @Override
    public List<Proxy> select(URI uri) {
      return proxies;
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
      failed = address;
    }
  }
}
