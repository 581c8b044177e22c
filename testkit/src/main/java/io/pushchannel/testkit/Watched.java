package io.pushchannel.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Watches which methods of an object are called. */
final class Watched {

  private Watched() {}

  /**
   * The same as {@code target}, but that {@code on} is run before the method of that name, whatever
   * its parameters.
   */
  static <T> T watch(Class<T> type, T target, Map<String, Runnable> on) {
    Object watched =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              on.getOrDefault(method.getName(), () -> {}).run();
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(watched);
  }
}
