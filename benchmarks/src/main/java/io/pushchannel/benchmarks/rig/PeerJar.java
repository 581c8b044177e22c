package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.process.ChildProcess;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.SubjectKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the servers of other projects in {@code benchmarks/peers}. No code here depends on that
 * module; its jar prints the list of peers.
 */
public final class PeerJar {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

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
    Process listing =
        new ProcessBuilder(ChildProcess.java(), "-jar", jar.toString(), "list")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    byte[] output = listing.getInputStream().readAllBytes();
    try {
      return new PeerJar(jar, Arrays.asList(MAPPER.readValue(output, Peer[].class)));
    } catch (JacksonException e) {
      throw new IOException(
          jar
              + " list must print the peers as JSON, printed "
              + new String(output, StandardCharsets.UTF_8),
          e);
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
