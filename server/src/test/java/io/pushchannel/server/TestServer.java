package io.pushchannel.server;

import io.pushchannel.MessageBus;
import io.pushchannel.spi.PushEndpoint;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A server on a free port whose one transport, {@code /push/script}, does what a test says. */
final class TestServer implements AutoCloseable {

  /** Answers 200 with the path and query. */
  static final PushEndpoint ECHO =
      exchange -> exchange.respond(200, Map.of(), exchange.target().getBytes());

  final MessageBus bus = MessageBus.inMemory();
  final PushServer server;

  TestServer(PushEndpoint script) {
    this(script, settings -> settings);
  }

  TestServer(PushEndpoint script, UnaryOperator<PushServerBuilder> settings) {
    PushServerBuilder builder =
        PushServer.builder(bus)
            .port(0)
            .allowHost("a", "b", "a.b")
            .transports(new ScriptedTransport("script", 1, script));
    server = settings.apply(builder).start();
  }

  RawClient connect() throws IOException {
    return new RawClient(server.port());
  }

  @Override
  public void close() {
    server.close();
    bus.close();
  }
}
