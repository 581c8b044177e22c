package io.pushchannel.demo.pages;

import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.ReadRequest;
import io.pushchannel.spi.Refusal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers with files, all of them read when it is loaded, because an event loop must not read
 * files. Every page may run scripts of its own server only, and connect to it and to the lanes.
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
   * Reads all pages.
   *
   * @param lanes origins beside its own to which a page may connect
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
      throw new Refusal(404, "Not found", "expected a page of the demo, got " + path);
    }
    Map<String, String> answer = new LinkedHashMap<>(headers);
    answer.put("Content-Type", page.type());
    answer.put("ETag", page.tag());
    answer.put("Cache-Control", "no-cache");
    answer.put("X-Content-Type-Options", "nosniff");
    answer.put("Referrer-Policy", "no-referrer");
    if (!page.isHtml()) {
      answer.remove("Content-Security-Policy");
    }
    boolean isKnown = page.tag().equals(exchange.header("If-None-Match"));
    exchange.respond(isKnown ? 304 : 200, answer, isKnown ? new byte[0] : page.body());
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

  /** No script and no style but our files, no frame around us, nothing from anywhere else. */
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
