package io.pushchannel.benchmarks.served;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A command to a server under test; see {@code docs/benchmarks/adding-a-server.md}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ServerCommand.Publish.class, name = "publish"),
  @JsonSubTypes.Type(value = ServerCommand.Rate.class, name = "rate"),
  @JsonSubTypes.Type(value = ServerCommand.Stats.class, name = "stats")
})
public sealed interface ServerCommand {

  /** Publishes {@code count} messages at once, numbered from {@code first}. */
  record Publish(long first, int count, int bytes) implements ServerCommand {}

  /** Publishes at independent intervals; the reply is sent at the end. */
  record Rate(long first, double perSecond, int bytes, long millis, long seed)
      implements ServerCommand {}

  /** Requests the {@link Usage} after a garbage collection. */
  record Stats() implements ServerCommand {}

  /** The first line of a server: the URI that it listens on. */
  record Ready(URI uri) {}

  /**
   * The reply after publishing.
   *
   * @param count number of published messages
   * @param cpuNanos CPU time since the process started
   * @param delayP99Nanos 99th percentile of the delay between intended and actual publishing; null
   *     unless published at a rate
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Published(long count, long cpuNanos, @Nullable Long delayP99Nanos) {}
}
