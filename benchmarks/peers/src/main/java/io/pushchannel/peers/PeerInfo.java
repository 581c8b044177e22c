package io.pushchannel.peers;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the rig needs to know of a peer.
 *
 * @param word how to ask for it
 * @param title as it is called in the report
 * @param technique how its clients hear: a word of the load client
 * @param versions of what it is made of; null if it is missing
 * @param missing why it cannot run here; null if it can
 */
record PeerInfo(
    String word,
    String title,
    String technique,
    @Nullable String versions,
    @Nullable String missing) {

  static List<PeerInfo> all() {
    return Stream.of(Peers.values()).map(PeerInfo::of).toList();
  }

  private static PeerInfo of(Peers peer) {
    String missing = peer.missing().orElse(null);
    return new PeerInfo(
        peer.word(),
        peer.title(),
        peer.technique().word(),
        missing == null ? peer.versions() : null,
        missing);
  }
}
