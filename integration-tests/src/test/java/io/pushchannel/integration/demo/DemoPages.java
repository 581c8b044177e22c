package io.pushchannel.integration.demo;

import io.pushchannel.demo.Demo;
import io.pushchannel.integration.browser.Browser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A demo and a browser that looks at it. */
final class DemoPages implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  final Browser browser;
  private Demo demo;

  DemoPages() throws IOException {
    browser = Browser.start();
    demo = Demo.start("127.0.0.1", 0);
  }

  void open(String path) {
    browser.open(demo.uri().resolve(path));
  }

  /** Opens the playground, all four lanes connected and nothing published by itself. */
  void openPlayground() {
    post("demo/rate?perMinute=0&bytes=100");
    open("/");
    awaitLanes("lane.readers.length === 1 && lane.openReaders.size === 1");
  }

  /** Stops the demo, as if its process had ended; open pages stay open. */
  void stop() {
    demo.close();
  }

  /** Starts the demo again after {@link #stop}, on the same port. */
  void startAgain() {
    demo = Demo.start("127.0.0.1", demo.uri().getPort());
  }

  /** Waits until this holds for all lanes: an expression over {@code lane}. */
  void awaitLanes(String condition) {
    await(
        "window.playground && playground.lanes.size === 4"
            + " && [...playground.lanes.values()].every(lane => "
            + condition
            + ")");
  }

  /** Waits until an expression of the page is true. */
  void await(String condition) {
    Awaitility.await(condition)
        .atMost(PATIENCE)
        .until(() -> Boolean.TRUE.equals(browser.run("return Boolean(" + condition + ")")));
  }

  Object value(String expression) {
    return browser.run("return " + expression);
  }

  void click(String selector) {
    browser.run("document.querySelector(arguments[0]).click()", selector);
  }

  /** Chooses a value as a user of the page would. */
  void choose(String selector, Object value) {
    browser.run(
        "const field = document.querySelector(arguments[0]); field.value = arguments[1];"
            + "field.dispatchEvent(new Event('change'))",
        selector,
        value);
  }

  void post(String path) {
    visit(request(path).POST(HttpRequest.BodyPublishers.noBody()));
  }

  void visit(String path) {
    visit(request(path));
  }

  /**
   * Errors of pages. A lost connection is none, because tests cut connections, and neither is a
   * setting that the server refuses.
   */
  List<String> errors() {
    return browser.errors().stream()
        .filter(error -> !error.contains("net::ERR_"))
        .filter(error -> !error.matches(".*/demo/(rate|burst)\\?.* status of 400 .*"))
        .toList();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(demo.uri() + path));
  }

  private static void visit(HttpRequest.Builder request) {
    try {
      int status =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new AssertionError("expected 200, got " + status);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      browser.close();
    } finally {
      demo.close();
    }
  }
}
