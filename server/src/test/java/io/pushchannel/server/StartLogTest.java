package io.pushchannel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The line that a server logs when it starts. */
class StartLogTest {

  @Test
  void theAddressAndTheIoTypeAreLoggedOnce() {
    try (ErrorLog log = new ErrorLog();
        TestServer server = new TestServer(TestServer.ECHO)) {
      List<String> lines = log.lines("Listening on " + server.server.uri());
      assertEquals(1, lines.size());
      assertTrue(lines.get(0).contains("INFO"), lines.get(0));
      assertTrue(lines.get(0).endsWith(" with epoll") || lines.get(0).endsWith(" with NIO"));
    }
  }
}
