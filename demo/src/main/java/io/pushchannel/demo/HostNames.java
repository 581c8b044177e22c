package io.pushchannel.demo;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The host names under which a browser may reach the demo. Its servers refuse requests with any
 * other name.
 *
 * @param names host names without the port
 */
record HostNames(List<String> names) {

  /** The names of a server on {@code address}, and {@code more}. */
  static HostNames of(String host, InetAddress address, List<String> more) {
    Set<String> names = new LinkedHashSet<>();
    names.addAll(address.isLoopbackAddress() ? List.of("127.0.0.1", "localhost") : List.of(host));
    names.addAll(more);
    return new HostNames(List.copyOf(names));
  }

  /** Returns the names, for {@link io.pushchannel.server.PushServerBuilder#allowHost}. */
  String[] toArray() {
    return names.toArray(String[]::new);
  }

  /** Returns the origins of pages on the given port. */
  List<String> origins(int port) {
    return names.stream().map(name -> "http://" + name + ':' + port).toList();
  }
}
