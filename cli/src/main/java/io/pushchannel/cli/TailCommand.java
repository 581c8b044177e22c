package io.pushchannel.cli;

import io.pushchannel.Cursor;
import io.pushchannel.PushChannel;
import io.pushchannel.PushOptions;
import io.pushchannel.cli.option.CountConverter;
import io.pushchannel.cli.option.CursorConverter;
import io.pushchannel.cli.option.TopicConverter;
import io.pushchannel.shortpoll.ShortPollTransport;
import io.pushchannel.spi.PushTransport;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tail}: prints what is published, until enough was printed or someone ends it. */
@Command(
    name = "tail",
    description = {
      "Prints each message of the topics as it arrives.",
      "Survives breaks and restarts of the server, and says on standard error what happens."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pushchannel tail http://127.0.0.1:8080/push --topic prices",
      "  pushchannel tail http://127.0.0.1:8080/push --topic a --topic b --transport websocket",
      "  pushchannel tail http://127.0.0.1:8080/push --topic prices --after earliest --json",
      "  pushchannel tail http://127.0.0.1:8080/push --topic prices --count 1 --transport longpoll"
    })
@SuppressWarnings("NullAway.Init")
final class TailCommand implements Callable<Integer> {

  private static final Duration MIN_BACKOFF = Duration.ofMillis(500);
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

  @Parameters(
      paramLabel = "URL",
      description = "Where the server is; without a path, /push is meant.")
  private URI server;

  @Option(
      names = "--topic",
      required = true,
      paramLabel = "TOPIC",
      converter = TopicConverter.class,
      description = "A topic to read; repeatable.")
  private List<String> topics;

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      defaultValue = "sse",
      description = "shortpoll, longpoll, sse or websocket (default: ${DEFAULT-VALUE}).")
  private PushTransport transport;

  @Option(
      names = "--after",
      paramLabel = "CURSOR",
      defaultValue = "latest",
      converter = CursorConverter.class,
      description =
          "Where to start: a message's id, latest or earliest (default: ${DEFAULT-VALUE}).")
  private Cursor after;

  @Option(
      names = "--count",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "Ends after so many messages (default: never).")
  private int count = Integer.MAX_VALUE;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      description = "How often to poll; for shortpoll only (default: the transport's).")
  private @Nullable Duration interval;

  @Option(names = "--json", description = "Prints an object a line, gaps included.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PushOptions options =
        PushOptions.builder().after(after).backoff(MIN_BACKOFF, MAX_BACKOFF).build();
    Set<String> names = new LinkedHashSet<>(topics);
    TailListener listener = listener(names.size() > 1);
    PushChannel channel = open(names, options, listener);
    Termination termination = Termination.closing(channel::close);
    try (channel;
        termination) {
      listener.awaitEnough();
    }
    return ExitCode.OK;
  }

  private PushChannel open(Set<String> names, PushOptions options, TailListener listener) {
    try {
      return PushChannel.to(server)
          .transport(withInterval(transport))
          .topics(names)
          .options(options)
          .listen(listener);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private TailListener listener(boolean severalTopics) {
    MessagePrinter printer =
        json
            ? MessagePrinter.JSON
            : severalTopics ? MessagePrinter.TOPIC_AND_DATA : MessagePrinter.DATA;
    CommandLine line = spec.commandLine();
    Narrator narrator = new Narrator(server + " (" + transport.name() + ")", line.getErr());
    return new TailListener(printer, count, line.getOut(), narrator);
  }

  private PushTransport withInterval(PushTransport chosen) {
    if (interval == null) {
      return chosen;
    }
    if (chosen instanceof ShortPollTransport shortPoll) {
      return shortPoll.withInterval(interval);
    }
    throw new ParameterException(
        spec.commandLine(),
        "--interval requires --transport shortpoll, was used with " + chosen.name());
  }
}
