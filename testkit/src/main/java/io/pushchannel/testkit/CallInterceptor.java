package io.pushchannel.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Intercepts calls of an object's methods. */
final class CallInterceptor {

  private CallInterceptor() {}

  /**
   * Returns a proxy of {@code target}.
   *
   * @param on tasks to run before a method, by its name
   */
  static <T> T intercept(Class<T> type, T target, Map<String, Runnable> on) {
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
