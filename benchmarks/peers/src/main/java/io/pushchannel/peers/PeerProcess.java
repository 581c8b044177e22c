package io.pushchannel.peers;

import io.pushchannel.benchmarks.rig.ServedProcess;
import java.io.IOException;
import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;

/**
 * The main class of a peer's process.
 *
 * <pre>java -jar peers.jar list          # who there is, as JSON
 * java -jar peers.jar spring-mvc    # serves, and obeys lines as benchmarks/README.md has it</pre>
 */
public final class PeerProcess {

  private PeerProcess() {}

  /** See above. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 1) {
      System.err.println("expected list, or the name of a peer, got " + Arrays.toString(args));
      System.exit(2);
    }
    if (args[0].equals("list")) {
      System.out.println(JsonMapper.builder().build().writeValueAsString(PeerInfo.all()));
    } else {
      serve(args[0]);
    }
  }

  private static void serve(String name) throws IOException, InterruptedException {
    try (Peer peer = Peers.of(name).start()) {
      ServedProcess.obey(peer);
    }
    System.exit(0); // some keep threads of theirs
  }
}
