package io.pushchannel.benchmarks.cost;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class CountingRelayTest {

  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

  @Test
  void everyByteIsPassedOnAndCounted() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        CountingRelay relay =
            new CountingRelay(
                URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/push"));
        Socket client = new Socket("127.0.0.1", relay.uri().getPort());
        Socket server = listening.accept()) {
      for (int i = 0; i < 2; i++) {
        client.getOutputStream().write(REQUEST.getBytes(US_ASCII));
        assertEquals(REQUEST, read(server, REQUEST.length()));
        server.getOutputStream().write(ANSWER.getBytes(US_ASCII));
        assertEquals(ANSWER, read(client, ANSWER.length()));
      }
      assertEquals(
          new Traffic(1, 2, 2, 2 * REQUEST.length(), 2 * ANSWER.length()), relay.traffic());
    }
  }

  @Test
  void anEndOnOneSideEndsTheOther() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        CountingRelay relay =
            new CountingRelay(
                URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/push"));
        Socket client = new Socket("127.0.0.1", relay.uri().getPort());
        Socket server = listening.accept()) {
      client.shutdownOutput();
      assertEquals(-1, server.getInputStream().read());
    }
  }

  private static String read(Socket socket, int length) throws Exception {
    return new String(socket.getInputStream().readNBytes(length), US_ASCII);
  }
}
