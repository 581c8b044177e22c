package io.pushchannel.cli;

import io.pushchannel.MessageBus;
import io.pushchannel.Retention;
import io.pushchannel.cli.option.ByteSizeConverter;
import io.pushchannel.cli.option.CountConverter;
import io.pushchannel.cli.option.PortConverter;
import io.pushchannel.server.PushServer;
import io.pushchannel.server.PushServerBuilder;
import io.pushchannel.spi.PushTransport;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code serve}: a bus in memory behind an HTTP server, until SIGTERM or SIGINT. */
@Command(
    name = "serve",
    description = {
      "Serves a bus in memory by every transport, on one port.",
      "Prints 'ready URL' on standard output when it is; SIGTERM and SIGINT end it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pushchannel serve",
      "  pushchannel serve --port 0 --transports sse,websocket",
      "  pushchannel serve --retain-age 1h --retain-bytes 64m --allow-origin https://example.org",
      "  pushchannel serve --publish-topic load --publish-rate 1000"
    })
@SuppressWarnings("NullAway.Init")
final class ServeCommand implements Callable<Integer> {

  @Option(
      names = "--host",
      paramLabel = "NAME",
      defaultValue = "127.0.0.1",
      description = "The address to listen on; 0.0.0.0 for all (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      converter = PortConverter.class,
      description = "The port to listen on; 0 for one that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--heartbeat",
      paramLabel = "TIME",
      defaultValue = "15s",
      description = "How long a stream may be silent (default: ${DEFAULT-VALUE}).")
  private Duration heartbeat;

  @Option(
      names = "--retain-messages",
      paramLabel = "N",
      defaultValue = "10000",
      converter = CountConverter.class,
      description = "How many messages a topic keeps (default: ${DEFAULT-VALUE}).")
  private int retainMessages;

  @Option(
      names = "--retain-bytes",
      paramLabel = "SIZE",
      defaultValue = "16m",
      converter = ByteSizeConverter.class,
      description = "How many bytes a topic keeps (default: ${DEFAULT-VALUE}).")
  private long retainBytes;

  @Option(
      names = "--retain-age",
      paramLabel = "TIME",
      defaultValue = "5m",
      description = "How long a message is kept (default: ${DEFAULT-VALUE}).")
  private Duration retainAge;

  @Option(
      names = "--transports",
      paramLabel = "NAME",
      split = ",",
      description =
          "Which transports to offer: shortpoll, longpoll, sse, websocket (default: all).")
  private List<PushTransport> transports = List.of();

  @Option(
      names = "--allow-origin",
      paramLabel = "ORIGIN",
      description = "A web origin whose pages may read and publish; repeatable (default: none).")
  private List<String> origins = List.of();

  @Option(
      names = "--allow-credentials",
      description = "Lets pages of the allowed origins send cookies, and so act as the user.")
  private boolean allowCredentials;

  @Option(
      names = "--no-publish",
      description = "Refuses every publish by a client, over HTTP and on a WebSocket.")
  private boolean noPublish;

  @Option(
      names = "--no-subscribe",
      description = "Refuses new topics on an open WebSocket: clients read those of their URL.")
  private boolean noSubscribe;

  @Option(
      names = "--event-loops",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "How many threads serve the sockets (default: half as many as cores).")
  private int eventLoops;

  @Mixin private ServerOptions options;

  @ArgGroup(exclusive = false, heading = "%nFor load tests, messages from within the process:%n")
  private LoadOptions load = new LoadOptions();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    MessageBus bus = MessageBus.inMemory(retention());
    PushServer server = start(bus);
    Runnable endLoad = load.start(bus, spec.commandLine().getErr());
    Runnable close =
        () -> {
          endLoad.run();
          server.close();
          bus.close();
        };
    Termination.keepUntilAsked(spec.commandLine().getOut(), server.uri(), close);
    return ExitCode.OK;
  }

  private Retention retention() {
    long total = Math.max(Retention.DEFAULT.totalBytes(), retainBytes);
    return Retention.builder()
        .messages(retainMessages)
        .bytes(retainBytes)
        .age(retainAge)
        .totalBytes(total)
        .build();
  }

  private PushServer start(MessageBus bus) {
    try {
      return builder(bus).start();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    } catch (UncheckedIOException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private PushServerBuilder builder(MessageBus bus) {
    PushServerBuilder server =
        PushServer.builder(bus)
            .host(host)
            .port(port)
            .heartbeat(heartbeat)
            .limits(options.limits())
            .allowCredentials(allowCredentials)
            .clientPublish(!noPublish)
            .allowSubscribe(!noSubscribe);
    origins.forEach(server::allowOrigin);
    options.hosts().forEach(server::allowHost);
    if (!transports.isEmpty()) {
      server.transports(transports.toArray(PushTransport[]::new));
    }
    if (eventLoops > 0) {
      server.eventLoops(eventLoops);
    }
    return server;
  }
}
