package io.pushchannel.demo;

import java.util.List;
import java.util.Locale;

/** The four lanes, in the order in which they stand side by side. */
enum Technique {
  SHORTPOLL,
  LONGPOLL,
  SSE,
  WEBSOCKET;

  static final List<Technique> ALL = List.of(values());

  /** As in the path on the server, and as the lane's name. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
