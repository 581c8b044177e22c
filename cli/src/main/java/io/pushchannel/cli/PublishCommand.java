package io.pushchannel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pushchannel.Cursor;
import io.pushchannel.PushOptions;
import io.pushchannel.cli.option.TopicConverter;
import io.pushchannel.spi.PushTransport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish}: sends a text, or each line of standard input, and prints the ids. */
@Command(
    name = "publish",
    description = {
      "Publishes a text, or each line of standard input, and prints the ids, one a line.",
      "Each text carries a key, so that repeating it after a break is harmless."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pushchannel publish http://127.0.0.1:8080/push --topic prices 'hello'",
      "  seq 10 | pushchannel publish http://127.0.0.1:8080/push --topic numbers",
      "  pushchannel publish http://127.0.0.1:8080/push --topic orders --key order-17 'one pizza'"
    })
@SuppressWarnings("NullAway.Init")
final class PublishCommand implements Callable<Integer> {

  private static final Duration MIN_BACKOFF = Duration.ofMillis(200);
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(2);

  @Parameters(
      index = "0",
      paramLabel = "URL",
      description = "Where the server is; without a path, /push is meant.")
  private URI server;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TEXT",
      description = "The text; '-' or none for the lines of standard input.")
  private @Nullable String text;

  @Option(
      names = "--topic",
      required = true,
      paramLabel = "TOPIC",
      converter = TopicConverter.class,
      description = "The topic to publish on.")
  private String topic;

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      defaultValue = "sse",
      description = "shortpoll, longpoll, sse or websocket (default: ${DEFAULT-VALUE}).")
  private PushTransport transport;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The key of the text; line n of standard input gets KEY-n (default: random).")
  private String key = UUID.randomUUID().toString();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long to try to publish one text (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (text == null && Terminal.isStandardInput()) {
      throw new ParameterException(
          spec.commandLine(), "TEXT is required, or lines on standard input, which is a terminal");
    }
    PushOptions options = PushOptions.builder().backoff(MIN_BACKOFF, MAX_BACKOFF).build();
    try (var publisher = open(options)) {
      if (text == null || text.equals("-")) {
        publishLines(publisher);
      } else {
        print(publisher.publish(text, key));
      }
    }
    return ExitCode.OK;
  }

  private RetryingPublisher open(PushOptions options) {
    try {
      return new RetryingPublisher(server, transport, topic, options, timeout);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void publishLines(RetryingPublisher publisher) throws IOException, InterruptedException {
    var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8.newDecoder()));
    try {
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        print(publisher.publish(line, key + '-' + number++));
      }
    } catch (CharacterCodingException e) {
      throw new CommandFailedException("standard input must be UTF-8, has other bytes", e);
    }
  }

  private void print(Cursor id) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(id);
    if (out.checkError()) {
      throw new CommandFailedException(
          "standard output is closed; the last message published is " + id);
    }
  }
}
