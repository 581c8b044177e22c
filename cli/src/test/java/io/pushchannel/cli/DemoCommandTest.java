package io.pushchannel.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class DemoCommandTest {

  @Test
  void itPrintsWhereItIsAndServesThePlaygroundThere() throws Exception {
    try (Invocation demo = Invocation.start("demo", "--port", "0")) {
      await().until(() -> !demo.outLines().isEmpty());
      String ready = demo.outLines().get(0);
      assertTrue(ready.matches("ready http://127\\.0\\.0\\.1:[0-9]+/"), ready);
      URI address = URI.create(ready.substring("ready ".length()));
      HttpRequest request = HttpRequest.newBuilder(address).build();
      HttpResponse<String> page =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, page.statusCode());
      assertTrue(page.body().contains("<title>Playground - PushChannel</title>"));

      Invocation second = Invocation.run("demo", "--port", String.valueOf(address.getPort()));
      assertEquals(1, second.status());
      assertTrue(second.err().startsWith("pushchannel: cannot listen on 127.0.0.1:"), second.err());
    }
  }

  @Test
  void anAddressThatNoBrowserCanNameIsRefused() {
    Invocation demo = Invocation.run("demo", "--host", "0.0.0.0");
    assertEquals(2, demo.status());
    assertTrue(demo.err().contains("an address that a browser can name, was 0.0.0.0"), demo.err());
  }
}
