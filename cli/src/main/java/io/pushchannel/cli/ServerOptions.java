package io.pushchannel.cli;

import io.pushchannel.cli.option.ByteSizeConverter;
import io.pushchannel.cli.option.CountConverter;
import io.pushchannel.server.ServerLimits;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that {@code serve} and {@code demo} have in common: limits, and names of the server. */
@SuppressWarnings("NullAway.Init")
final class ServerOptions {

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description =
          "A name under which clients reach this server, when it listens on this machine only;"
              + " repeatable (default: localhost, 127.0.0.1, [::1]).")
  private List<String> hosts = List.of();

  @Option(
      names = "--idle-timeout",
      paramLabel = "TIME",
      defaultValue = "75s",
      description = {
        "How long a connection may be idle between requests (default: ${DEFAULT-VALUE}).",
        "Longer than the idle timeout of a load balancer in front of the server."
      })
  private Duration idleTimeout;

  @Option(
      names = "--head-bytes",
      paramLabel = "SIZE",
      defaultValue = "8k",
      converter = ByteSizeConverter.class,
      description =
          "The largest headers of a request, cookies of other servers on this host included"
              + " (default: ${DEFAULT-VALUE}).")
  private long headBytes;

  @Option(
      names = "--body-bytes",
      paramLabel = "SIZE",
      defaultValue = "1m",
      converter = ByteSizeConverter.class,
      description = "The largest text that a client may publish (default: ${DEFAULT-VALUE}).")
  private long bodyBytes;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "10000",
      converter = CountConverter.class,
      description = "How many connections may be open (default: ${DEFAULT-VALUE}).")
  private int connections;

  List<String> hosts() {
    return hosts;
  }

  /**
   * The limits.
   *
   * @throws IllegalArgumentException if a size does not fit
   */
  ServerLimits limits() {
    ServerLimits defaults = ServerLimits.DEFAULT;
    return defaults.toBuilder()
        .idleTimeout(idleTimeout)
        .headBytes(fitting("--head-bytes", headBytes))
        .bodyBytes(fitting("--body-bytes", bodyBytes))
        .connections(connections)
        .build();
  }

  private static int fitting(String option, long bytes) {
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          option + " must be at most " + Integer.MAX_VALUE + " bytes, was " + bytes);
    }
    return (int) bytes;
  }
}
