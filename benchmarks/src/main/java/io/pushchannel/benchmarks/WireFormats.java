package io.pushchannel.benchmarks;

import io.pushchannel.PublishResult;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.MessageLog;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireFormat;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Obtains the wire format of a transport. Only the bus sees it. This class passes a request to the
 * endpoint and captures the format with which the endpoint opens a feed.
 */
final class WireFormats {

  /** The headers of a WebSocket handshake; other transports ignore them. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "host", "localhost",
          "connection", "Upgrade",
          "upgrade", "websocket",
          "sec-websocket-version", "13",
          "sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA==");

  private WireFormats() {}

  /** Captures the format of the first feed and stops the endpoint with an exception. */
  private record Onlooker(AtomicReference<WireFormat> seen) implements MessageLog {

    @Override
    public String epoch() {
      return "00000000";
    }

    @Override
    public CompletionStage<PublishResult> append(String topic, String data, @Nullable String key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Feed open(
        Collection<String> topics, Position after, WireFormat format, ReaderNotifier drain) {
      seen.set(format);
      throw new Captured();
    }
  }

  static WireFormat of(PushTransport transport) {
    return of(transport, true);
  }

  /** Returns the format for HTTP/1.1 or HTTP/1.0 clients. */
  static WireFormat of(PushTransport transport, boolean isHttp11) {
    AtomicReference<WireFormat> seen = new AtomicReference<>();
    EndpointContext settings =
        new EndpointContext(
            new Onlooker(seen),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            64,
            1 << 20,
            10_000);
    try {
      transport.endpoint(settings).handle(request(isHttp11));
    } catch (Captured e) {
      // thrown by the onlooker
    }
    WireFormat format = seen.get();
    if (format == null) {
      throw new IllegalStateException(
          "the endpoint of " + transport.name() + " did not open a feed");
    }
    return format;
  }

  private static PushExchange request(boolean isHttp11) {
    return (PushExchange)
        Proxy.newProxyInstance(
            PushExchange.class.getClassLoader(),
            new Class<?>[] {PushExchange.class},
            (proxy, method, arguments) ->
                method.isDefault()
                    ? InvocationHandler.invokeDefault(proxy, method, arguments)
                    : method.getName().equals("isHttp11") ? isHttp11 : answer(method, arguments));
  }

  private static @Nullable Object answer(Method method, @Nullable Object @Nullable [] arguments) {
    String argument =
        arguments == null || arguments.length == 0 ? "" : String.valueOf(arguments[0]);
    return switch (method.getName()) {
      case "method" -> "GET";
      case "header" -> HEADERS.get(argument.toLowerCase(Locale.ROOT));
      case "headers" -> List.copyOf(HEADERS.entrySet());
      case "target" -> "/push";
      case "query" -> argument.equals("topic") ? List.of("load") : List.of();
      case "isClosing" -> false;
      case "drain" -> new ReaderNotifier(Runnable::run);
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }

  /** Ends the opening of a feed. An error, because endpoints answer exceptions of a bus. */
  private static final class Captured extends Error {
    private static final long serialVersionUID = 1L;
  }
}
