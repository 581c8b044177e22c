package io.pushchannel.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.server.RawRequest;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code serve} on loopback, reached by a page that made its own name resolve to this machine. */
class ForeignHostTest {

  private static Invocation serve;
  private static URI server;

  @BeforeAll
  static void start() {
    serve = Invocation.start("serve", "--port", "0", "--allow-host", "push.example.org");
    await().until(() -> serve.out().startsWith("ready "));
    server = URI.create(serve.out().strip().substring("ready ".length()));
  }

  @AfterAll
  static void close() {
    serve.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /push",
        "GET /push/shortpoll?topic=t&after=earliest",
        "GET /push/longpoll?topic=t&after=earliest",
        "GET /push/sse?topic=t",
        "GET /push/websocket?topic=t",
        "POST /push/publish?topic=t",
        "OPTIONS /push/publish?topic=t",
        "GET /",
        "GET /elsewhere",
      })
  void isRefusedOnEveryPathAndListedNamesAreNot(String request) throws Exception {
    String authority = "evil.example:" + server.getPort();
    assertEquals(421, status(request, authority, ""));
    assertEquals(421, status(request, authority, "Origin: http://" + authority + "\r\n"));
    assertEquals(421, status(request, authority, RawRequest.HANDSHAKE));
    String absolute = request.replace(" /", " http://" + authority + "/");
    assertEquals(421, status(absolute, "127.0.0.1:" + server.getPort(), ""));
    for (String name : new String[] {"127.0.0.1", "localhost", "[::1]", "push.example.org"}) {
      int status =
          status(request, name + ':' + server.getPort(), "Origin: http://" + name + "\r\n");
      assertTrue(status != 421, name);
    }
  }

  private static int status(String start, String host, String headers) throws IOException {
    return RawRequest.status(server.getPort(), start, host, headers);
  }
}
