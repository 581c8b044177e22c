package io.pushchannel.testkit.wrong;

import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Creates proxies of server objects with one method overridden. */
final class Overridden {

  private Overridden() {}

  /** Returns a proxy of {@code right} whose {@code method} calls {@code instead}. */
  static <T> T method(Class<T> type, T right, String method, Function<Object[], Object> instead) {
    Object overridden =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              try {
                return called.getName().equals(method)
                    ? instead.apply(arguments)
                    : called.invoke(right, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(overridden);
  }

  /** Returns an endpoint like {@code right} with each stream replaced by {@code wrong}. */
  static PushEndpoint stream(PushEndpoint right, UnaryOperator<PushStream> wrong) {
    return exchange ->
        right.handle(
            method(
                PushExchange.class,
                exchange,
                "stream",
                arguments -> wrong.apply(stream(exchange, arguments))));
  }

  /** Returns a stream like {@code right} whose {@code method} does nothing. */
  static PushStream without(PushStream right, String method) {
    return method(PushStream.class, right, method, arguments -> null);
  }

  @SuppressWarnings("unchecked") // matches the signature of PushExchange.stream
  private static PushStream stream(PushExchange exchange, Object[] arguments) {
    return exchange.stream((Integer) arguments[0], (Map<String, String>) arguments[1]);
  }
}
