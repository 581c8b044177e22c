package io.pushchannel.peers;

import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.served.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * nginx with the Nchan module, if both are installed: SSE, one worker per processor, and a buffer
 * of 10,000 messages. Messages are published by POST, which is the only way that Nchan offers.
 */
final class NchanPeer implements Peer {

  private static final Duration START = Duration.ofSeconds(10);
  private static final long STOP_SECONDS = 5;

  private final int port = freePort();
  private final Path home = Files.createTempDirectory("peer-nchan");
  private final Process nginx;
  private final NchanPublisher publisher;

  NchanPeer() throws IOException {
    Path settings = Files.writeString(home.resolve("nginx.conf"), settings());
    nginx =
        new ProcessBuilder(
                command().orElseThrow().toString(), "-p", home + "/", "-c", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    publisher = connect();
  }

  /** Returns the reason that Nchan cannot run on this machine; empty if it can. */
  static Optional<String> missing() {
    if (command().isEmpty()) {
      return Optional.of("nginx is not installed");
    }
    return module().isEmpty()
        ? Optional.of("nginx does not have the Nchan module")
        : Optional.empty();
  }

  @Override
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port + "/sub");
  }

  @Override
  public void publish(String text) {
    try {
      publisher.publish(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void flush() {
    try {
      publisher.awaitAnswers();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the versions of the libraries in use. */
  static String versions() {
    try {
      Process asked =
          new ProcessBuilder(command().orElseThrow().toString(), "-v")
              .redirectErrorStream(true)
              .start();
      String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return "Nchan on " + answer.replace("nginx version: ", "").strip();
    } catch (IOException e) {
      return "Nchan on nginx, version unknown: " + e.getMessage();
    }
  }

  /** Returns the CPU time of all nginx processes and of this process, which publishes. */
  @Override
  public long cpuNanos() {
    return Usage.cpu()
        + Stream.concat(Stream.of(nginx.toHandle()), nginx.descendants())
            .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
            .mapToLong(Duration::toNanos)
            .sum();
  }

  /** Returns the CPU time only; nginx does not report its memory. */
  @Override
  public Usage usageAfterGc() {
    return new Usage(cpuNanos(), null, null, null, null);
  }

  @Override
  public void close() {
    try {
      publisher.close();
      nginx.destroy();
      if (!nginx.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        nginx.destroyForcibly();
      }
      try (Stream<Path> files = Files.walk(home)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (InterruptedException e) {
      nginx.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String settings() {
    return """
        load_module %1$s;
        daemon off;
        pid %2$s/nginx.pid;
        error_log stderr warn;
        worker_processes auto;
        worker_rlimit_nofile 20000;
        events { worker_connections 10000; }
        http {
          access_log off;
          client_body_temp_path %2$s/body;
          proxy_temp_path %2$s/proxy;
          fastcgi_temp_path %2$s/fastcgi;
          uwsgi_temp_path %2$s/uwsgi;
          scgi_temp_path %2$s/scgi;
          keepalive_requests 100000000;
          server {
            listen 127.0.0.1:%3$d backlog=4096;
            location /sub { nchan_subscriber eventsource; nchan_channel_id %4$s; }
            location /pub {
              nchan_publisher;
              nchan_channel_id %4$s;
              nchan_message_buffer_length 10000;
            }
          }
        }
        """
        .formatted(module().orElseThrow(), home, port, ConnectSpec.TOPIC);
  }

  private NchanPublisher connect() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (true) {
      try {
        return new NchanPublisher(port);
      } catch (IOException e) {
        if (!nginx.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("nginx did not start: " + Files.readString(log()).strip(), e);
        }
        Thread.onSpinWait();
      }
    }
  }

  private Path log() {
    return home.resolve("nginx.log");
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static Optional<Path> command() {
    return firstOf("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx");
  }

  private static Optional<Path> module() {
    return firstOf(
        "/usr/lib/nginx/modules/ngx_nchan_module.so",
        "/usr/lib64/nginx/modules/ngx_nchan_module.so",
        "/usr/local/nginx/modules/ngx_nchan_module.so");
  }

  private static Optional<Path> firstOf(String... paths) {
    return Stream.of(paths).map(Path::of).filter(Files::exists).findFirst();
  }
}
