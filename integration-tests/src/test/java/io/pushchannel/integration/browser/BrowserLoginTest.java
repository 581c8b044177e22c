package io.pushchannel.integration.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import io.pushchannel.spi.PushExchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A page of one origin that logs in at a server of another: with a token, and with a cookie. The
 * origins differ by their port, so that a browser sends the cookie.
 */
class BrowserLoginTest {

  private static final MessageBus BUS = MessageBus.inMemory();
  private static Browser browser;
  private static PushServer pages;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start();
    pages =
        PushServer.builder(BUS)
            .port(0)
            .mount("/page", exchange -> respond(exchange, "<!doctype html><title>page</title>"))
            .start();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
      pages.close();
    }
    BUS.close();
  }

  @Test
  void aTokenIsAllowedWithoutTheOption() {
    try (PushServer server = server(false)) {
      assertEquals("token Bearer abc cookie null", fetchWithToken(server));
      assertEquals("TypeError", fetchWithCookie(server));
      assertEquals("error", eventSourceWithCookie(server));
    }
  }

  @Test
  void aCookieIsAllowedByTheOption() {
    try (PushServer server = server(true)) {
      assertEquals("token Bearer abc cookie null", fetchWithToken(server));
      assertEquals("token null cookie user=7", fetchWithCookie(server));
      assertEquals("open", eventSourceWithCookie(server));
    }
  }

  @Test
  void theMethodsOfAMountAreAllowedAndNoOthers() {
    try (PushServer server = server(false)) {
      assertEquals("token null cookie null", fetch(server, "{method: 'PUT'}"));
      assertEquals("token null cookie null", fetch(server, "{method: 'DELETE'}"));
      assertEquals("TypeError", fetch(server, "{method: 'PATCH'}"));
    }
  }

  private static PushServer server(boolean allowCredentials) {
    return PushServer.builder(BUS)
        .port(0)
        .allowOrigin("http://localhost:" + pages.port())
        .allowCredentials(allowCredentials)
        .mount("/who", BrowserLoginTest::who, "PUT", "DELETE")
        .start();
  }

  private static void who(PushExchange exchange) {
    respond(
        exchange,
        "token " + exchange.header("Authorization") + " cookie " + exchange.header("Cookie"));
  }

  private static String fetchWithToken(PushServer server) {
    return fetch(server, "{headers: {Authorization: 'Bearer abc'}}");
  }

  private static String fetchWithCookie(PushServer server) {
    return fetch(server, "{credentials: 'include'}");
  }

  private static String fetch(PushServer server, String options) {
    return run(
        "fetch('"
            + at(server, "/who")
            + "', "
            + options
            + ").then(r => r.text()).then(done, e => done(e.name))");
  }

  private static String eventSourceWithCookie(PushServer server) {
    return run(
        "const s = new EventSource('"
            + at(server, "/push/sse?topic=t")
            + "', {withCredentials: true});"
            + "s.onopen = () => { s.close(); done('open'); };"
            + "s.onerror = () => { s.close(); done('error'); }");
  }

  private static String run(String script) {
    browser.open(URI.create(at(pages, "/page")));
    browser.run("document.cookie = 'user=7'"); // a cookie has no port
    String source = "const done = arguments[arguments.length - 1];" + script;
    return String.valueOf(browser.driver().executeAsyncScript(source));
  }

  private static String at(PushServer server, String path) {
    return "http://localhost:" + server.port() + path;
  }

  private static void respond(PushExchange exchange, String text) {
    exchange.respond(
        200, Map.of("Content-Type", "text/html"), text.getBytes(StandardCharsets.UTF_8));
  }
}
