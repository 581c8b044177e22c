package io.pushchannel.spi;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JacksonCheckTest {

  @Test
  void theArtifactsOfTheBuildAreAccepted() {
    assertDoesNotThrow(JacksonCheck::require);
  }

  /** As with jackson-annotations 2.20 and before. */
  @Test
  void aMissingAnnotationIsReportedWithTheWayToAddIt() throws Exception {
    String missing = "com.fasterxml.jackson.annotation.JsonSerializeAs";
    try (URLClassLoader without = classPathWithout(missing)) {
      Method require = without.loadClass(JacksonCheck.class.getName()).getMethod("require");
      Throwable failure =
          assertThrows(InvocationTargetException.class, () -> require.invoke(null)).getCause();
      assertEquals(IllegalStateException.class, failure.getClass());
      String message = failure.getMessage();
      assertTrue(message.contains(missing.replace('.', '/')), message);
      assertTrue(message.contains("raise jackson-annotations"), message);
    }
  }

  private static URLClassLoader classPathWithout(String missing) {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
    URL[] urls = Arrays.stream(entries).map(JacksonCheckTest::url).toArray(URL[]::new);
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.equals(missing)) {
          throw new ClassNotFoundException(name);
        }
        return super.findClass(name);
      }
    };
  }

  private static URL url(String entry) {
    try {
      URI uri = new File(entry).toURI();
      return uri.toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalArgumentException("expected a path, got " + entry, e);
    }
  }
}
