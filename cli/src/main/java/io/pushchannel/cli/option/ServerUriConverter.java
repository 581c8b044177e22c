package io.pushchannel.cli.option;

import io.pushchannel.check.ServerUri;
import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where a server is; a URL without a path means {@code /push}. */
public final class ServerUriConverter implements ITypeConverter<URI> {

  @Override
  public URI convert(String text) {
    try {
      URI uri = ServerUri.requireValid(new URI(text));
      String path = uri.normalize().getRawPath().replaceAll("//+", "/").replaceFirst("/$", "");
      String base = uri.getScheme() + "://" + uri.getRawAuthority();
      return URI.create(base + (path.isEmpty() ? "/push" : path));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new TypeConversionException(
          "must be a URL such as http://127.0.0.1:8080/push, without user, query and fragment,"
              + " was \""
              + shown(text)
              + '"');
    }
  }

  /** The URL without a password or a token in it. */
  private static String shown(String text) {
    return text.replaceFirst("//[^/?#]*@", "//...@").replaceFirst("[?#].*", "...");
  }
}
