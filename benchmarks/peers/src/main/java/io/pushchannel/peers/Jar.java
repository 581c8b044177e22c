package io.pushchannel.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What Maven writes into the jars that it builds. */
final class Jar {

  private Jar() {}

  static String version(String group, String artifact) {
    String name = "/META-INF/maven/" + group + '/' + artifact + "/pom.properties";
    try (InputStream in = Jar.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("expected " + name + " on the class path, found none");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
