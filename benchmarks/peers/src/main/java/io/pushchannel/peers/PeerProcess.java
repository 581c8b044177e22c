package io.pushchannel.peers;

import io.pushchannel.benchmarks.rig.ServedProcess;
import java.io.IOException;
import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;

/**
 * The main class of a peer's process.
 *
 * <pre>java -jar peers.jar list          # prints the peers as JSON
 * java -jar peers.jar spring-mvc    # serves, and executes the commands of docs/benchmarks/adding-a-server.md
 * </pre>
 */
public final class PeerProcess {

  private PeerProcess() {}

  /** Lists the peers or runs the named one. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println(
          "the argument must be list or the name of a peer, was " + Arrays.toString(args));
      System.exit(2);
    }
    if (args[0].equals("list")) {
      System.out.println(JsonMapper.builder().build().writeValueAsString(PeerInfo.all()));
    } else {
      serve(args[0]);
    }
  }

  private static void serve(String name) throws IOException {
    try (Peer peer = Peers.of(name).start()) {
      ServedProcess.run(peer);
    }
    System.exit(0); // some peers leave non-daemon threads running
  }
}
