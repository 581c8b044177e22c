package io.pushchannel.peers;

import io.pushchannel.benchmarks.load.PushTechnique;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The servers that PushChannel is compared with. */
enum Peers {
  SPRING_MVC("Spring MVC SseEmitter", PushTechnique.PLAIN_SSE),
  SPRING_WEBFLUX("Spring WebFlux SSE", PushTechnique.PLAIN_SSE),
  NETTY("Netty ChannelGroup", PushTechnique.PLAIN_SSE),
  NCHAN("Nchan", PushTechnique.PLAIN_SSE),
  JAVA_WEBSOCKET("Java-WebSocket server", PushTechnique.PLAIN_WEBSOCKET),
  COMETD("CometD long polling", PushTechnique.BAYEUX);

  private final String title;
  private final PushTechnique technique;

  Peers(String title, PushTechnique technique) {
    this.title = title;
    this.technique = technique;
  }

  /** Returns the name in the report. */
  String title() {
    return title;
  }

  /** Returns the name on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the technique by which clients receive messages. */
  PushTechnique technique() {
    return technique;
  }

  /** Returns the reason that this peer cannot run on this machine; empty if it can. */
  Optional<String> missing() {
    return this == NCHAN ? NchanPeer.missing() : Optional.empty();
  }

  /** Returns the versions of the libraries in use. */
  String versions() {
    return switch (this) {
      case SPRING_MVC -> SpringMvcPeer.versions();
      case SPRING_WEBFLUX -> WebFluxPeer.versions();
      case NETTY -> NettyPeer.versions();
      case NCHAN -> NchanPeer.versions();
      case JAVA_WEBSOCKET -> JavaWebSocketPeer.versions();
      case COMETD -> CometdPeer.versions();
    };
  }

  /**
   * Starts the peer in this process or in a child process.
   *
   * @throws IOException if the peer does not start
   */
  Peer start() throws IOException {
    return switch (this) {
      case SPRING_MVC -> new SpringMvcPeer();
      case SPRING_WEBFLUX -> new WebFluxPeer();
      case NETTY -> new NettyPeer();
      case NCHAN -> new NchanPeer();
      case JAVA_WEBSOCKET -> new JavaWebSocketPeer();
      case COMETD -> new CometdPeer();
    };
  }

  /**
   * Returns the peer with this name on the command line.
   *
   * @throws IllegalArgumentException if there is no such peer
   */
  static Peers of(String word) {
    for (Peers peer : values()) {
      if (peer.word().equals(word)) {
        return peer;
      }
    }
    throw new IllegalArgumentException(
        "peer must be one of "
            + Arrays.stream(values()).map(Peers::word).toList()
            + ", was "
            + word);
  }
}
