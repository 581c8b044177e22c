package io.pushchannel.benchmarks.compare;

import io.pushchannel.benchmarks.rig.PeerJar;
import io.pushchannel.benchmarks.rig.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Other servers, from a jar of their own that is built when somebody asks for them. */
final class Peers {

  /** Where the jar is; the launcher script says so. */
  private static final String PROPERTY = "pushchannel.peers";

  private static final Path DEFAULT = Path.of("benchmarks", "peers", "target", "peers.jar");

  private Peers() {}

  /** Those that can run; of the others, {@code findings} keeps a row that says why not. */
  static List<Subject> found(Findings findings) throws IOException {
    Path jar = Path.of(System.getProperty(PROPERTY, DEFAULT.toString()));
    if (!Files.exists(jar)) {
      findings.note("peers were not measured: expected their servers in " + jar);
      return List.of();
    }
    PeerJar peers = PeerJar.open(jar);
    peers.missing("fan-out").forEach(findings::add);
    return peers.subjects();
  }
}
