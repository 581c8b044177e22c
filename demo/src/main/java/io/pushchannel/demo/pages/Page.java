package io.pushchannel.demo.pages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A file with the headers under which it is served.
 *
 * @param type the media type
 * @param body the content
 * @param tag the entity tag, a hash of the content
 */
record Page(String type, byte[] body, String tag) {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png");

  static Page file(String name, byte[] body) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return new Page(TYPES.getOrDefault(extension, "application/octet-stream"), body, tag(body));
  }

  static Page html(String text) {
    return file(".html", text.getBytes(StandardCharsets.UTF_8));
  }

  boolean isHtml() {
    return type.startsWith("text/html");
  }

  private static String tag(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform provides SHA-256", e);
    }
  }
}
