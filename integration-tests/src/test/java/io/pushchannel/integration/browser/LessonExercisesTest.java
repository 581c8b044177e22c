package io.pushchannel.integration.browser;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.MessageBus;
import io.pushchannel.server.PushServer;
import io.pushchannel.spi.PushEndpoint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Exercise 1 of lesson 3: the injection works on a naive server, and fails on this one. */
class LessonExercisesTest {

  private static final Pattern TEXT = Pattern.compile("\n1\\. .*?`(\\\\n\\\\n[^`]*)`");

  @Test
  void theInjectedEventArrivesFromANaiveServerOnly() throws Exception {
    String injected = "hello" + injection("en");
    assertEquals(injected, "hello" + injection("zh"));
    try (Browser browser = Browser.start();
        MessageBus bus = MessageBus.inMemory();
        PushServer server =
            PushServer.builder(bus)
                .port(0)
                .mount("/page", responding("text/html", PAGE))
                .mount("/naive", responding("text/event-stream", "data: " + injected + "\n\n"))
                .start()) {
      bus.publish("admin", injected).toCompletableFuture().join();
      URI page = server.uri().resolve("/page");
      assertEquals(List.of("message  hello", "admin 1 x"), receive(browser, page, "/naive", 2));
      List<String> events = receive(browser, page, "/push/sse?topic=admin&after=earliest", 1);
      assertEquals(1, events.size());
      assertTrue(events.get(0).endsWith(" " + injected), events.toString());
    }
  }

  private static final String PAGE =
      """
      <!doctype html><title>Exercise</title><script>
      const received = [];
      function listen(url) {
        received.length = 0;
        const source = new EventSource(url);
        source.onerror = () => source.close();
        for (const type of ["message", "admin"]) {
          source.addEventListener(type, e => received.push(`${e.type} ${e.lastEventId} ${e.data}`));
        }
      }
      </script>
      """;

  @SuppressWarnings("unchecked")
  private static List<String> receive(Browser browser, URI page, String url, int count) {
    browser.open(page);
    browser.run("listen(arguments[0])", url);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> (Boolean) browser.run("return received.length >= arguments[0]", count));
    return (List<String>) browser.run("return received");
  }

  private static PushEndpoint responding(String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return exchange -> exchange.respond(200, Map.of("Content-Type", type), bytes);
  }

  private static String injection(String language) throws Exception {
    Path page = Path.of("../docs/lessons", language, "3-server-sent-events.md");
    Matcher text = TEXT.matcher(Files.readString(page));
    assertTrue(text.find());
    return text.group(1).replace("\\n", "\n");
  }
}
