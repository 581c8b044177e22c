package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.result.SubjectKind;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A system under test: a server's command line, and the technique of its clients.
 *
 * @param name the name in a row, such as {@code sse}, {@code raw sockets} or {@code Nchan}
 * @param command the command that starts the server; see {@link ChildServer}
 * @param parameters parameters added to each row of this subject
 */
public record SystemUnderTest(
    String name,
    SubjectKind kind,
    PushTechnique technique,
    List<String> command,
    Map<String, Object> parameters) {

  /** Copies the collections and preserves their order. */
  public SystemUnderTest {
    command = List.copyOf(command);
    parameters = new LinkedHashMap<>(parameters);
  }

  /** Returns PushChannel with one of its transports. */
  public static SystemUnderTest ours(PushTechnique technique) {
    return new SystemUnderTest(
        technique.word(),
        SubjectKind.TRANSPORT,
        technique,
        ChildServer.ours("push", "1", "15000"),
        Map.of());
  }

  /** Returns the baseline of raw sockets with the framing of this technique. */
  public static SystemUnderTest rawSockets(PushTechnique technique, int messagesPerWrite) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("framing", technique.word());
    parameters.put("messagesPerWrite", messagesPerWrite);
    return new SystemUnderTest(
        "raw sockets",
        SubjectKind.BASELINE,
        technique,
        ChildServer.ours("raw", technique.word(), String.valueOf(messagesPerWrite)),
        parameters);
  }

  /** Returns the baseline of short polling. */
  public static SystemUnderTest cannedResponse() {
    return new SystemUnderTest(
        "canned response",
        SubjectKind.BASELINE,
        PushTechnique.SHORT_POLLING,
        ChildServer.ours("canned"),
        Map.of());
  }

  /** Returns the connection parameters of the load client. */
  ConnectSpec spec(URI server, int connections) {
    return ConnectSpec.of(technique, server, connections);
  }

  /** Returns a row without figures for this subject. */
  Row row(String scenario, int round) {
    Row row = Row.of(kind == SubjectKind.BASELINE ? "baseline" : scenario, name, kind, round);
    for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
      row = row.with(parameter.getKey(), parameter.getValue());
    }
    return row;
  }
}
