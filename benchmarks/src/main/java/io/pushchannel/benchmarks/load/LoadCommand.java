package io.pushchannel.benchmarks.load;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

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
  record Cut(long comeBackMillis) implements LoadCommand {}

  /** Stops reading on this share of the connections; 0 resumes reading on all. */
  record Stall(double share) implements LoadCommand {}

  /** Requests the counts, given that all messages below {@code end} were published. */
  record Report(long end) implements LoadCommand {}

  /**
   * The reply to a command.
   *
   * @param failure the reason for a failure, or null
   * @param report the report, if requested
   */
  record Answer(@Nullable String failure, @Nullable LoadReport report) {

    static final Answer DONE = new Answer(null, null);

    static Answer of(LoadReport report) {
      return new Answer(null, report);
    }

    static Answer failed(Throwable cause) {
      return new Answer(String.valueOf(cause), null);
    }
  }
}
