package io.pushchannel.sse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.pushchannel.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;

/**
 * One of the streams in {@code event-streams.json}, and what a browser receives of it by the rules
 * of the HTML standard, section 9.2.6.
 *
 * @param name the rule
 * @param contentType of the answer; null for the plain one
 * @param stream what is sent, as UTF-8; or null
 * @param octets what is sent, an octet a character; or null
 * @param times how often all of it is sent, one after the other; null for once
 * @param events type, id and data of each
 * @param retry the reconnection time that it sets in the end, or null
 */
record EventStream(
    String name,
    String contentType,
    String stream,
    String octets,
    Integer times,
    List<List<String>> events,
    Long retry) {

  /** All of the file. */
  static List<EventStream> all() {
    try (InputStream file = EventStream.class.getResourceAsStream("/event-streams.json")) {
      return List.of(Json.MAPPER.readValue(file, EventStream[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What goes over the wire. */
  byte[] bytes() {
    int count = times == null ? 1 : times;
    return stream == null
        ? octets.repeat(count).getBytes(ISO_8859_1)
        : stream.repeat(count).getBytes(UTF_8);
  }

  /** What must be received. */
  Received expected() {
    List<List<String>> all =
        Collections.nCopies(times == null ? 1 : times, events).stream()
            .flatMap(List::stream)
            .toList();
    return new Received(all, retry == null ? EventStreamSource.NOT_SENT : retry);
  }

  /**
   * Events that a client receives of a stream.
   *
   * @param events type, id and data of each
   * @param retry the reconnection time in the end
   */
  record Received(List<List<String>> events, long retry) {}

  @Override
  public String toString() {
    return name;
  }
}
