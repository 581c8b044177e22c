package io.pushchannel.peers;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;
import static org.springframework.web.reactive.function.server.RouterFunctions.toHttpHandler;

import java.net.URI;
import java.util.concurrent.locks.LockSupport;
import org.springframework.core.SpringVersion;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * Spring WebFlux on Reactor Netty: one multicast sink, and one event stream from it per client. The
 * sink has a bounded buffer; the publisher waits while it is full.
 */
final class WebFluxPeer implements Peer {

  private static final int BUFFER = 1 << 16;
  private static final long PAUSE_NANOS = 50_000;

  private final Sinks.Many<String> sink =
      Sinks.many().multicast().onBackpressureBuffer(BUFFER, false);
  private final DisposableServer server;

  WebFluxPeer() {
    Flux<ServerSentEvent<String>> events =
        Flux.concat(
            Flux.just(ServerSentEvent.<String>builder().comment("open").build()),
            sink.asFlux().map(text -> ServerSentEvent.builder(text).build()));
    var routes =
        route(
            GET("/events"),
            request ->
                ServerResponse.ok()
                    .contentType(MediaType.TEXT_EVENT_STREAM)
                    .body(events, ServerSentEvent.class));
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(new ReactorHttpHandlerAdapter(toHttpHandler(routes)))
            .bindNow();
  }

  @Override
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.port() + "/events");
  }

  @Override
  public void publish(String text) {
    EmitResult result = sink.tryEmitNext(text);
    while (result == EmitResult.FAIL_OVERFLOW || result == EmitResult.FAIL_NON_SERIALIZED) {
      LockSupport.parkNanos(PAUSE_NANOS);
      result = sink.tryEmitNext(text);
    }
    result.orThrow();
  }

  /** Returns the versions of the libraries in use. */
  static String versions() {
    return "Spring WebFlux "
        + SpringVersion.getVersion()
        + ", Reactor Netty "
        + HttpServer.class.getPackage().getImplementationVersion();
  }

  @Override
  public void close() {
    server.disposeNow();
  }
}
