package io.pushchannel.cli;

import io.pushchannel.MessageBus;
import io.pushchannel.cli.option.CountConverter;
import io.pushchannel.cli.option.RateConverter;
import io.pushchannel.cli.option.TopicConverter;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Messages that {@code serve} publishes itself: none unless a topic is set. */
final class LoadOptions {

  @Option(
      names = "--publish-topic",
      required = true,
      paramLabel = "TOPIC",
      converter = TopicConverter.class,
      description = "The topic to publish on.")
  private @Nullable String topic;

  @Option(
      names = "--publish-rate",
      paramLabel = "R",
      defaultValue = "100",
      converter = RateConverter.class,
      description = "How many messages a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--publish-size",
      paramLabel = "BYTES",
      defaultValue = "100",
      converter = CountConverter.class,
      description = "How many ASCII characters each has (default: ${DEFAULT-VALUE}).")
  private int size;

  /**
   * Starts publishing, if a topic is named.
   *
   * @return ends it
   */
  Runnable start(MessageBus bus, PrintWriter report) {
    return topic == null ? () -> {} : LoadPublisher.start(bus, topic, rate, size, report)::close;
  }
}
