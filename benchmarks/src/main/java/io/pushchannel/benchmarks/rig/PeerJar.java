package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.Technique;
import io.pushchannel.benchmarks.result.Kind;
import io.pushchannel.benchmarks.result.Row;
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
 * The servers of other makes in {@code benchmarks/peers}, which nothing here depends on: its jar is
 * asked who there is.
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
   * Asks the jar.
   *
   * @throws IOException if it is not there, or does not answer as expected
   */
  public static PeerJar open(Path jar) throws IOException {
    Process asked =
        new ProcessBuilder(java(), "-jar", jar.toString(), "list")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    byte[] answer = asked.getInputStream().readAllBytes();
    try {
      return new PeerJar(jar, Arrays.asList(MAPPER.readValue(answer, Peer[].class)));
    } catch (JacksonException e) {
      throw new IOException(
          "expected a list of peers from "
              + jar
              + ", got "
              + new String(answer, StandardCharsets.UTF_8),
          e);
    }
  }

  /** Those that can run here. */
  public List<Subject> subjects() {
    return peers.stream().filter(peer -> peer.missing() == null).map(this::subject).toList();
  }

  /** A row for each that can't, which says why. */
  public List<Row> missing(String scenario) {
    return peers.stream()
        .filter(peer -> peer.missing() != null)
        .map(
            peer -> Row.of(scenario, peer.title(), Kind.PEER, 1).flag("not run: " + peer.missing()))
        .toList();
  }

  private Subject subject(Peer peer) {
    return new Subject(
        peer.title(),
        Kind.PEER,
        Technique.of(peer.technique()),
        List.of(java(), "-Xms256m", "-Xmx4g", "-jar", jar.toString(), peer.word()),
        Map.of("versions", Objects.requireNonNull(peer.versions())));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
