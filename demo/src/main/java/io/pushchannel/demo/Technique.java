package io.pushchannel.demo;

import java.util.List;
import java.util.Locale;

/** The four techniques, in the order of their lanes on the page. */
enum Technique {
  SHORTPOLL,
  LONGPOLL,
  SSE,
  WEBSOCKET;

  static final List<Technique> ALL = List.of(values());

  /** Returns the name of the lane, which is also the last part of the path on the server. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
