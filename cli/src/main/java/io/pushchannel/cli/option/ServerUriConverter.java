package io.pushchannel.cli.option;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where a server is; a URL without a path means {@code /push}. */
public final class ServerUriConverter implements ITypeConverter<URI> {

  @Override
  public URI convert(String text) {
    try {
      URI uri = new URI(text);
      if (isHttp(uri) && uri.getHost() != null && uri.getQuery() == null && hasPort(uri)) {
        String path = uri.getRawPath().replaceFirst("/+$", "");
        return uri.resolve(path.isEmpty() ? "/push" : path);
      }
    } catch (URISyntaxException e) {
      throw refusal(text);
    }
    throw refusal(text);
  }

  private static boolean isHttp(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean hasPort(URI uri) {
    return uri.getPort() <= 65_535 && uri.getPort() != 0;
  }

  private static TypeConversionException refusal(String text) {
    return new TypeConversionException(
        "expected a URL such as http://127.0.0.1:8080/push, got \"" + text + '"');
  }
}
