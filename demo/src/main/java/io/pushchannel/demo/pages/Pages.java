package io.pushchannel.demo.pages;

import io.pushchannel.spi.HttpProblemException;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.ReadRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Serves the files of the demo from memory, because an event loop must not read files. The content
 * security policy allows scripts of this server only, and connections to it and to the lanes.
 */
public final class Pages implements PushEndpoint {

  private static final String ROOT = "io/pushchannel/demo/";
  private static final String UPLOT = "META-INF/resources/webjars/uplot";
  private static final List<String> UPLOT_FILES = List.of("uPlot.esm.js", "uPlot.min.css");

  private final Map<String, Page> pages;
  private final Map<String, String> headers;

  private Pages(Map<String, Page> pages, Map<String, String> headers) {
    this.pages = pages;
    this.headers = headers;
  }

  /**
   * Reads all files of the demo from the class path.
   *
   * @param lanes the origins of the lanes, to which pages may connect
   * @throws IOException if a file cannot be read
   */
  public static Pages load(List<String> lanes) throws IOException {
    Map<String, Page> pages = new LinkedHashMap<>();
    ClassPathFolder.read(ROOT + "site")
        .forEach((name, body) -> pages.put("/" + withoutIndex(name), Page.file(name, body)));
    ClassPathFolder.read(UPLOT).forEach((name, body) -> addUplot(name, body, pages));
    Lessons.render(ClassPathFolder.read(ROOT + "lessons"))
        .forEach((name, page) -> pages.put("/lessons/" + name, page));
    return new Pages(pages, Map.of("Content-Security-Policy", policy(lanes)));
  }

  @Override
  public void handle(PushExchange exchange) {
    if (!exchange.method().equals("HEAD")) {
      ReadRequest.requireMethod(exchange, "GET");
    }
    String path = exchange.target().replaceFirst("\\?.*", "");
    Page page = pages.get(path);
    if (page == null) {
      throw new HttpProblemException(404, "Not found", "the demo has no page " + path);
    }
    Map<String, String> response = new LinkedHashMap<>(headers);
    response.put("Content-Type", page.type());
    response.put("ETag", page.tag());
    response.put("Cache-Control", "no-cache");
    response.put("X-Content-Type-Options", "nosniff");
    response.put("Referrer-Policy", "no-referrer");
    if (!page.isHtml()) {
      response.remove("Content-Security-Policy");
    }
    boolean isKnown = page.tag().equals(exchange.header("If-None-Match"));
    exchange.respond(isKnown ? 304 : 200, response, isKnown ? new byte[0] : page.body());
  }

  private static String withoutIndex(String name) {
    return name.endsWith("index.html") ? name.substring(0, name.length() - 10) : name;
  }

  private static void addUplot(String name, byte[] body, Map<String, Page> pages) {
    String file = name.substring(name.lastIndexOf('/') + 1);
    if (UPLOT_FILES.contains(file)) {
      pages.put("/vendor/" + file, Page.file(file, body));
    }
  }

  /** Allows scripts and styles of this server only, no framing, and no other sources. */
  private static String policy(List<String> lanes) {
    StringBuilder connect = new StringBuilder("connect-src 'self'");
    for (String lane : lanes) {
      connect.append(' ').append(lane).append(' ').append(lane.replaceFirst("^http", "ws"));
    }
    return String.join(
        "; ",
        "default-src 'self'",
        connect,
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'");
  }
}
