package io.pushchannel.peers;

import io.pushchannel.benchmarks.load.Technique;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Who is set beside us. */
enum Peers {
  SPRING_MVC("Spring MVC SseEmitter", Technique.PLAIN_SSE),
  SPRING_WEBFLUX("Spring WebFlux SSE", Technique.PLAIN_SSE),
  NETTY("Netty ChannelGroup", Technique.PLAIN_SSE),
  NCHAN("Nchan", Technique.PLAIN_SSE),
  JAVA_WEBSOCKET("Java-WebSocket server", Technique.PLAIN_WEBSOCKET),
  COMETD("CometD long polling", Technique.BAYEUX);

  private final String title;
  private final Technique technique;

  Peers(String title, Technique technique) {
    this.title = title;
    this.technique = technique;
  }

  /** As it is called in the report. */
  String title() {
    return title;
  }

  /** As it is called on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How its clients hear. */
  Technique technique() {
    return technique;
  }

  /** Why it cannot run here; empty if it can. */
  Optional<String> missing() {
    return this == NCHAN ? NchanPeer.missing() : Optional.empty();
  }

  /** The versions of what it is made of. */
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
   * Starts it in this process, or beside it.
   *
   * @throws IOException if it does not start
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
   * The one of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Peers of(String word) {
    for (Peers peer : values()) {
      if (peer.word().equals(word)) {
        return peer;
      }
    }
    throw new IllegalArgumentException("expected a peer such as nchan, got " + word);
  }
}
