package io.pushchannel.integration.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The witness must see what it is asked about, or a clean page proves nothing. */
class BrowserTest {

  private static Browser browser;
  @TempDir private Path directory;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void aPageThatThrowsAndFetchesIsFoundOut() throws Exception {
    browser.open(
        page(
            """
            <!doctype html><script>
            fetch("http://nowhere.invalid/fetched").catch(() => {});
            new WebSocket("ws://nowhere.invalid/socket");
            new EventSource("http://127.0.0.1:9/events");
            throw new Error("on purpose");
            </script>"""));
    await().until(() -> browser.errors().stream().anyMatch(e -> e.contains("on purpose")));
    await().until(() -> browser.requests().contains(URI.create("http://127.0.0.1:9/events")));
    assertEquals(
        List.of(
            URI.create("http://nowhere.invalid/fetched"),
            URI.create("ws://nowhere.invalid/socket")),
        browser.requestsToElsewhere());
  }

  @Test
  void aPageIsAsWideAsAPhoneAndAsDarkAsAsked() throws Exception {
    browser.preferColours("dark");
    browser.resize(390, 844);
    browser.open(page("<!doctype html><meta name=viewport content='width=device-width'><p>A page"));
    assertEquals(390L, browser.run("return window.innerWidth"));
    assertEquals(true, browser.run("return matchMedia('(prefers-color-scheme: dark)').matches"));
    assertTrue(Files.size(browser.screenshot("browser-phone-dark")) > 0);
  }

  private URI page(String html) throws Exception {
    return Files.writeString(directory.resolve("page.html"), html).toUri();
  }
}
