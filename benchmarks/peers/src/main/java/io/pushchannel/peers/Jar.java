package io.pushchannel.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Reads the properties that Maven adds to the jars it builds. */
final class Jar {

  private Jar() {}

  static String version(String group, String artifact) {
    String name = "/META-INF/maven/" + group + '/' + artifact + "/pom.properties";
    try (InputStream in = Jar.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing on the class path");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
