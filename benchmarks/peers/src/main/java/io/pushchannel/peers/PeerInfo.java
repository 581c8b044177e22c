package io.pushchannel.peers;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Describes a peer to the rig.
 *
 * @param word name on the command line
 * @param title name in the report
 * @param technique the load client's technique for this peer, as in {@code Technique.word()}
 * @param versions versions of the libraries in use; null if the peer cannot run
 * @param missing the reason that the peer cannot run on this machine; null if it can
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
