package io.pushchannel.demo;

import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.Refusal;
import java.net.InetAddress;
import java.util.List;

/**
 * The names under which a browser may know the demo. A page elsewhere that makes its own name stand
 * for this machine's address would otherwise pass for one of ours (DNS rebinding).
 *
 * @param names as in an address, without the port
 */
record HostRule(List<String> names) {

  static HostRule of(String host, InetAddress address) {
    return new HostRule(
        address.isLoopbackAddress() ? List.of("127.0.0.1", "localhost") : List.of(host));
  }

  /** Lets an endpoint answer only who asks by one of the names. */
  PushEndpoint guard(PushEndpoint endpoint) {
    return exchange -> {
      String host = String.valueOf(exchange.header("Host")).replaceFirst(":[0-9]*$", "");
      if (!names.contains(host)) {
        throw new Refusal(
            421,
            "Misdirected request",
            "expected a request to " + String.join(" or ", names) + ", got one to " + host);
      }
      endpoint.handle(exchange);
    };
  }

  /** The origins of this demo's pages. */
  List<String> origins(int port) {
    return names.stream().map(name -> "http://" + name + ':' + port).toList();
  }
}
