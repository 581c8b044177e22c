package io.pushchannel.benchmarks.load;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A command to the load client, encoded as one line of JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LoadCommand.Connect.class, name = "connect"),
  @JsonSubTypes.Type(value = LoadCommand.Reset.class, name = "reset"),
  @JsonSubTypes.Type(value = LoadCommand.Cut.class, name = "cut"),
  @JsonSubTypes.Type(value = LoadCommand.Stall.class, name = "stall"),
  @JsonSubTypes.Type(value = LoadCommand.Report.class, name = "report")
})
sealed interface LoadCommand {

  /** Connects, and completes when all connections are open. Once per process. */
  record Connect(ConnectSpec spec) implements LoadCommand {}

  /** Resets all counts; the next message has this number. */
  record Reset(long first) implements LoadCommand {}

  /**
   * Closes all connections at once; each reconnects within this time, or not at all if negative.
   */
  record Cut(long reconnectMillis) implements LoadCommand {}

  /** Stops reading on this share of the connections; 0 resumes reading on all. */
  record Stall(double share) implements LoadCommand {}

  /** Requests the counts, given that all messages below {@code end} were published. */
  record Report(long end) implements LoadCommand {}
}
