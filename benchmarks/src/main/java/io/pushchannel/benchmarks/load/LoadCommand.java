package io.pushchannel.benchmarks.load;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What the load client can be told to do, as one line of JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LoadCommand.Connect.class, name = "connect"),
  @JsonSubTypes.Type(value = LoadCommand.Reset.class, name = "reset"),
  @JsonSubTypes.Type(value = LoadCommand.Cut.class, name = "cut"),
  @JsonSubTypes.Type(value = LoadCommand.Stall.class, name = "stall"),
  @JsonSubTypes.Type(value = LoadCommand.Report.class, name = "report")
})
sealed interface LoadCommand {

  /** Connect; done when all are open. Once. */
  record Connect(ConnectSpec spec) implements LoadCommand {}

  /** Begin all counts anew; the next message has this number. */
  record Reset(long first) implements LoadCommand {}

  /** End all connections at once, and come back within so long; not at all if negative. */
  record Cut(long comeBackMillis) implements LoadCommand {}

  /** Stop reading on this share of the connections; 0 makes all read. */
  record Stall(double share) implements LoadCommand {}

  /** Tell what was counted, all messages below {@code end} having been published. */
  record Report(long end) implements LoadCommand {}

  /**
   * What it answers.
   *
   * @param failure why it could not, or null
   * @param report if one was asked for
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
