package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.process.ChildProcess;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.SubjectKind;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs the servers of other projects in {@code benchmarks/peers}. No code here depends on that
 * module; its jar prints the list of peers.
 */
public final class PeerJar {

  private final Path jar;
  private final List<Peer> peers;

  private PeerJar(Path jar, List<Peer> peers) {
    this.jar = jar;
    this.peers = peers;
  }

  private record Peer(
      String word,
      String title,
      String technique,
      @Nullable String versions,
      @Nullable String missing) {}

  /**
   * Reads the list of peers from the jar.
   *
   * @throws IOException if the jar is missing, or does not print a list of peers
   */
  public static PeerJar open(Path jar) throws IOException {
    if (!Files.exists(jar)) {
      throw new IOException(jar + " does not exist");
    }
    List<String> command = List.of(ChildProcess.java(), "-jar", jar.toString(), "list");
    try (ChildProcess listing = ChildProcess.start(command, Redirect.INHERIT)) {
      return new PeerJar(jar, List.of(listing.receive(Peer[].class)));
    }
  }

  /** Returns the peers that can run on this machine. */
  public List<SystemUnderTest> subjects() {
    return peers.stream().filter(peer -> peer.missing() == null).map(this::subject).toList();
  }

  /** Returns a row for each peer that cannot run, flagged with the reason. */
  public List<Row> missing(String scenario) {
    return peers.stream()
        .filter(peer -> peer.missing() != null)
        .map(
            peer ->
                Row.of(scenario, peer.title(), SubjectKind.PEER, 1)
                    .flag("not run: " + peer.missing()))
        .toList();
  }

  private SystemUnderTest subject(Peer peer) {
    return new SystemUnderTest(
        peer.title(),
        SubjectKind.PEER,
        PushTechnique.of(peer.technique()),
        List.of(ChildProcess.java(), "-Xms256m", "-Xmx4g", "-jar", jar.toString(), peer.word()),
        Map.of("versions", Objects.requireNonNull(peer.versions())));
  }
}
