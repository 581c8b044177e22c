package io.pushchannel.benchmarks;

import io.pushchannel.Cursor;
import io.pushchannel.MessageBus;
import io.pushchannel.PublishResult;
import io.pushchannel.spi.Drain;
import io.pushchannel.spi.EndpointSettings;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.spi.WireFormat;
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
 * The wire format of a transport, which it shows to nobody but the bus: so a request is handed to
 * its endpoint, and the bus it opens its feed on looks at the format.
 */
final class WireFormats {

  /** What a client sends to open a WebSocket, and others ignore. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "host", "localhost",
          "connection", "Upgrade",
          "upgrade", "websocket",
          "sec-websocket-version", "13",
          "sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA==");

  private WireFormats() {}

  /** Looks on as a feed is opened, and stops there. */
  private record Onlooker(AtomicReference<WireFormat> seen) implements MessageBus {

    @Override
    public String epoch() {
      return "00000000";
    }

    @Override
    public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Feed open(Collection<String> topics, Cursor after, WireFormat format, Drain drain) {
      seen.set(format);
      throw new IllegalStateException("seen enough");
    }

    @Override
    public void close() {}
  }

  static WireFormat of(PushTransport transport) {
    return of(transport, true);
  }

  /** The format for clients of HTTP/1.1, or of HTTP/1.0. */
  static WireFormat of(PushTransport transport, boolean isHttp11) {
    AtomicReference<WireFormat> seen = new AtomicReference<>();
    EndpointSettings settings =
        new EndpointSettings(
            new Onlooker(seen),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            64,
            1 << 20,
            10_000);
    try {
      transport.endpoint(settings).handle(request(isHttp11));
    } catch (IllegalStateException e) {
      // as the onlooker does
    }
    WireFormat format = seen.get();
    if (format == null) {
      throw new IllegalStateException("expected " + transport.name() + " to open a feed");
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
      case "drain" -> new Drain(Runnable::run);
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }
}
