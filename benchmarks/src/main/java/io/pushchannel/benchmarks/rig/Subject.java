package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.Technique;
import io.pushchannel.benchmarks.result.Kind;
import io.pushchannel.benchmarks.result.Row;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody to be measured: a server's command line, and how clients hear it.
 *
 * @param name as it stands in a row: {@code sse}, {@code raw sockets}, {@code Nchan}
 * @param command starts the server; see {@link ChildServer}
 * @param parameters what a row of this subject says beside the scenario's own
 */
public record Subject(
    String name,
    Kind kind,
    Technique technique,
    List<String> command,
    Map<String, Object> parameters) {

  /** Keeps copies. */
  public Subject {
    command = List.copyOf(command);
    parameters = new LinkedHashMap<>(parameters);
  }

  /** One of our transports. */
  public static Subject ours(Technique technique) {
    return new Subject(
        technique.word(),
        Kind.TRANSPORT,
        technique,
        ChildServer.ours("push", "1", "15000"),
        Map.of());
  }

  /** Somebody else's server. */
  public static Subject peer(String name, Technique technique, List<String> command) {
    return new Subject(name, Kind.PEER, technique, command, Map.of());
  }

  /** The floor of raw sockets, with the bytes that this technique has. */
  public static Subject rawSockets(Technique technique, int messagesPerWrite) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("framing", technique.word());
    parameters.put("messagesPerWrite", messagesPerWrite);
    return new Subject(
        "raw sockets",
        Kind.FLOOR,
        technique,
        ChildServer.ours("raw", technique.word(), String.valueOf(messagesPerWrite)),
        parameters);
  }

  /** The floor of short polling. */
  public static Subject cannedAnswer() {
    return new Subject(
        "canned answer", Kind.FLOOR, Technique.SHORT_POLLING, ChildServer.ours("canned"), Map.of());
  }

  /** Where and how a load client connects to it. */
  ConnectSpec spec(URI server, int connections) {
    return ConnectSpec.of(technique, server, connections);
  }

  /** An empty row about it. */
  Row row(String scenario, int round) {
    Row row = Row.of(kind == Kind.FLOOR ? "floor" : scenario, name, kind, round);
    for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
      row = row.with(parameter.getKey(), parameter.getValue());
    }
    return row;
  }
}
