package io.pushchannel.integration.browser;

import io.pushchannel.wire.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openqa.selenium.logging.LogEntry;
import tools.jackson.databind.JsonNode;

/** The requests of pages, from the browser's log of network events. */
final class Requests {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /** Schemes whose addresses name what is here already. */
  private static final Set<String> HERE = Set.of("file", "data", "blob", "about", "chrome");

  private final List<URI> all = new ArrayList<>();

  /** Takes an entry of the performance log; most are of no account. */
  void add(LogEntry entry) {
    JsonNode event = Json.MAPPER.readTree(entry.getMessage()).path("message");
    JsonNode parameters = event.path("params");
    switch (event.path("method").asString("")) {
      case "Network.requestWillBeSent" -> add(parameters.path("request").path("url").asString());
      case "Network.webSocketCreated" -> add(parameters.path("url").asString());
      default -> {}
    }
  }

  private void add(String address) {
    // what follows is the content itself, and may be large
    all.add(URI.create(address.startsWith("data:") ? "data:," : address));
  }

  List<URI> all() {
    return List.copyOf(all);
  }

  static boolean isLocal(URI address) {
    return HERE.contains(address.getScheme())
        || (address.getHost() != null && LOOPBACK.contains(address.getHost()));
  }
}
