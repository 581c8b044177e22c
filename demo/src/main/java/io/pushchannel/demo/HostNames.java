package io.pushchannel.demo;

import java.net.InetAddress;
import java.util.List;

/**
 * The names under which a browser may know the demo. Its servers refuse requests to any other name.
 *
 * @param names as in an address, without the port
 */
record HostNames(List<String> names) {

  static HostNames of(String host, InetAddress address) {
    return new HostNames(
        address.isLoopbackAddress() ? List.of("127.0.0.1", "localhost") : List.of(host));
  }

  /** The names, for {@link io.pushchannel.server.PushServerBuilder#allowHost}. */
  String[] toArray() {
    return names.toArray(String[]::new);
  }

  /** The origins of this demo's pages. */
  List<String> origins(int port) {
    return names.stream().map(name -> "http://" + name + ':' + port).toList();
  }
}
