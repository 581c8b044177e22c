package io.pushchannel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("systemTells")
class SocketsTest {

  static boolean systemTells() {
    return Files.isReadable(Path.of("/proc/self/net/tcp"));
  }

  @Test
  void findsTheClientsEndOfAConnectionUntilItIsClosed() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Set<Long> found;
      try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
        found = Sockets.connectedTo(server.getLocalPort());
        assertEquals(1, found.size());
        assertTrue(Sockets.open().containsAll(found));
        server.accept().close();
        assertEquals(
            found, Sockets.connectedTo(server.getLocalPort()), "the client's end is still open");
        assertTrue(client.isConnected());
      }
      assertFalse(Sockets.open().containsAll(found));
    }
  }
}
