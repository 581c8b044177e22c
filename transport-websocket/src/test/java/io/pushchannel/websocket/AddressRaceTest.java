package io.pushchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.PushOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host with several addresses, of which 127.0.0.3 is the server's and 127.0.0.2 is closed. */
@Timeout(30)
class AddressRaceTest {

  private static final int TIMEOUT_MILLIS = 10_000;

  private final ClientSocket link =
      new ClientSocket(
          PushOptions.builder().connectTimeout(Duration.ofMillis(TIMEOUT_MILLIS)).build());
  private ServerSocket server;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.3"));
  }

  @AfterEach
  void stop() throws IOException {
    link.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.3",
        "127.0.0.2 127.0.0.3",
        "127.0.0.3 127.0.0.2",
        "::1 127.0.0.3",
        "127.0.0.2 ::1 127.0.0.4 127.0.0.3"
      })
  void anAddressThatAcceptsIsFoundInAnyOrder(String addresses) throws Exception {
    assertEquals("127.0.0.3", connect(TIMEOUT_MILLIS, addresses).getInetAddress().getHostAddress());
  }

  @Test
  void anAddressThatDoesNotRespondIsNotWaitedFor() throws Exception {
    try (ServerSocket full = full(server.getLocalPort())) {
      String silent = full.getInetAddress().getHostAddress();
      long began = System.nanoTime();
      Socket socket = connect(TIMEOUT_MILLIS, silent + " 127.0.0.3");
      assertEquals("127.0.0.3", socket.getInetAddress().getHostAddress());
      assertTrue(System.nanoTime() - began < Duration.ofMillis(TIMEOUT_MILLIS / 2).toNanos());
    }
  }

  @Test
  void ifNoAddressAcceptsTheFirstFailureNamesTheOthers() {
    IOException failure =
        assertThrows(ConnectException.class, () -> connect(TIMEOUT_MILLIS, "127.0.0.2 127.0.0.4"));
    assertEquals(1, failure.getSuppressed().length);
  }

  @Test
  void ifNoAddressRespondsTheRaceTimesOut() throws Exception {
    try (ServerSocket full = full(server.getLocalPort())) {
      String silent = full.getInetAddress().getHostAddress();
      assertThrows(SocketTimeoutException.class, () -> connect(500, silent + ' ' + silent));
    }
  }

  @Test
  void closeEndsARace() throws Exception {
    try (ServerSocket full = full(server.getLocalPort())) {
      String silent = full.getInetAddress().getHostAddress();
      Thread closer = new Thread(link::close);
      closer.start();
      assertThrows(IOException.class, () -> connect(TIMEOUT_MILLIS, silent + ' ' + silent));
      closer.join();
    }
  }

  private Socket connect(int timeoutMillis, String addresses) throws Exception {
    List<InetAddress> all = Stream.of(addresses.split(" ")).map(AddressRaceTest::address).toList();
    return new AddressRace(link, all, server.getLocalPort(), timeoutMillis).run();
  }

  /** A port whose queue is full: it responds to no further connection. */
  private static ServerSocket full(int port) throws IOException {
    ServerSocket full = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.5"));
    IOException failure = null;
    while (failure == null) {
      Socket filler = new Socket();
      try {
        filler.connect(full.getLocalSocketAddress(), 200);
      } catch (SocketTimeoutException e) {
        failure = e;
      }
    }
    return full;
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (IOException e) {
      throw new AssertionError("a literal needs no name service", e);
    }
  }
}
