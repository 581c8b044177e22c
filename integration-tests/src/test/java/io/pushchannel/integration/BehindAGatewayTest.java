package io.pushchannel.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import io.pushchannel.server.RawRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The nginx of {@code docs/nginx.md} that lets clients read one topic and no other. */
@Timeout(60)
class BehindAGatewayTest {

  @TempDir private Path directory;
  private final MessageBus bus = MessageBus.inMemory();
  private final PushServer server =
      PushServer.builder(bus).port(0).clientPublish(false).allowSubscribe(false).start();
  private RealProxy proxy;

  @BeforeEach
  void start() throws Exception {
    proxy = new RealProxy(RealProxy.Kind.NGINX_AS_GATEWAY, directory, server.port());
  }

  @AfterEach
  void close() {
    if (proxy != null) {
      proxy.close();
    }
    server.close();
    bus.close();
  }

  @ParameterizedTest
  @CsvSource({
    "200, GET /push/shortpoll?topic=orders/1",
    "200, GET /push/longpoll?topic=orders%2F1&after=earliest&limit=7&wait=100",
    "200, GET /push/sse?topic=orders/1&after=0a1b2c3d-7",
    "101, GET /push/websocket?topic=orders/1",
    "403, GET /push/shortpoll",
    "403, GET /push/shortpoll?topic=orders/2",
    "403, GET /push/shortpoll?topic=orders/1&topic=orders/2",
    "403, GET /push/shortpoll?topic=orders/2&topic=orders/1",
    "403, GET /push/sse?topic=orders/1&%74opic=orders/2",
    "403, GET /push/sse?TOPIC=orders/1&topic=orders/2",
    "403, GET /push/sse?topic=orders/1%26topic=orders/2",
    "403, GET /push/sse?topic=orders/12",
    "403, GET /push/websocket?topic=orders/1&topic=orders/2",
    "404, POST /push/publish?topic=orders/1",
    "404, POST //push/publish?topic=orders/1",
    "404, POST /push/%70ublish?topic=orders/1",
    "404, GET /push/shortpoll/?topic=orders/2",
    "404, GET /push",
  })
  void aClientReadsItsTopicAndNoOther(int status, String request) throws Exception {
    int port = proxy.before(server.uri()).getPort();
    String headers = request.contains("websocket") ? RawRequest.HANDSHAKE : "";
    assertEquals(status, RawRequest.status(port, request, "127.0.0.1:" + port, headers));
  }
}
