package io.pushchannel.testkit.wrong;

import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Objects of the server's with one method overridden. */
final class Overridden {

  private Overridden() {}

  /**
   * The same as {@code right}, but that {@code method} does {@code instead}, given its arguments.
   */
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

  /** The same as {@code right}, but that it streams to {@code wrong} of the right stream. */
  static PushEndpoint stream(PushEndpoint right, UnaryOperator<PushStream> wrong) {
    return exchange ->
        right.handle(
            method(
                PushExchange.class,
                exchange,
                "stream",
                arguments -> wrong.apply(stream(exchange, arguments))));
  }

  /** A stream of which {@code method} does nothing. */
  static PushStream without(PushStream right, String method) {
    return method(PushStream.class, right, method, arguments -> null);
  }

  @SuppressWarnings("unchecked") // as declared
  private static PushStream stream(PushExchange exchange, Object[] arguments) {
    return exchange.stream((Integer) arguments[0], (Map<String, String>) arguments[1]);
  }
}
