package io.pushchannel.integration;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** An nginx or a haproxy on this machine: with nothing set, or as the documentation shows. */
final class RealProxy implements AutoCloseable {

  /** Which one, how it is started, and what makes it read its configuration again. */
  enum Kind {
    NGINX("nginx", "HUP"),
    /** With the lines that nginx's manual gives for WebSocket. */
    NGINX_WITH_UPGRADE("nginx", "HUP"),
    /** The first configuration of {@code docs/nginx.md}. */
    NGINX_AS_DOCUMENTED("nginx", "HUP"),
    /** The second one there, which restricts topics. */
    NGINX_AS_GATEWAY("nginx", "HUP"),
    HAPROXY("haproxy", "USR2");

    private final String program;
    private final String reload;

    Kind(String program, String reload) {
      this.program = program;
      this.reload = reload;
    }
  }

  private static final String UPGRADE =
      """
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";
      """;

  private final Kind kind;
  private final Path directory;
  private final int port;
  private Process process;

  /** Starts it before the server at {@code server}; skips the test where it is not installed. */
  RealProxy(Kind kind, Path directory, int server) throws IOException {
    Assumptions.assumeTrue(
        isInstalled(kind.program), kind.program + " is not installed, so it was not tried");
    this.kind = kind;
    this.directory = directory;
    this.port = freePort();
    Files.writeString(
        directory.resolve("conf"), kind == Kind.HAPROXY ? haproxy(server) : nginx(server));
    start();
  }

  URI before(URI server) {
    return URI.create("http://127.0.0.1:" + port + server.getPath());
  }

  void start() throws IOException {
    Path configuration = directory.resolve("conf");
    List<String> command = new ArrayList<>(List.of(kind.program));
    command.addAll(
        kind == Kind.HAPROXY
            ? List.of("-W", "-db", "-f", configuration.toString())
            : List.of("-p", directory.toString(), "-c", configuration.toString()));
    File log = directory.resolve("log").toFile();
    process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    Awaitility.await(kind + " to listen").until(this::isListening);
  }

  void reload() throws Exception {
    String[] kill = {"kill", "-" + kind.reload, Long.toString(process.pid())};
    if (new ProcessBuilder(kill).inheritIO().start().waitFor() != 0) {
      throw new IOException("could not make " + kind + " reload");
    }
  }

  /** SIGTERM: both drop every connection at once. haproxy forgets one that comes as it reloads. */
  void stop() {
    Awaitility.await(kind + " to end")
        .until(
            () -> {
              process.destroy();
              return !process.isAlive();
            });
  }

  @Override
  public void close() {
    stop();
  }

  private String nginx(int server) throws IOException {
    boolean isRoot = System.getProperty("user.name").equals("root");
    return (isRoot ? "user root;\n" : "")
        + """
        daemon off;
        pid nginx.pid;
        error_log stderr;
        events {}
        http {
          access_log off;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          %s
        }
        """
            .formatted(site(server));
  }

  private String site(int server) throws IOException {
    return switch (kind) {
      case NGINX_AS_DOCUMENTED -> documented(1, server);
      case NGINX_AS_GATEWAY -> documented(2, server);
      default ->
          "server { listen 127.0.0.1:%d; location / { %s proxy_pass http://127.0.0.1:%d; } }"
              .formatted(port, kind == Kind.NGINX_WITH_UPGRADE ? UPGRADE : "", server);
    };
  }

  /** A configuration as it is printed, but for the two ports. */
  private String documented(int number, int server) throws IOException {
    String page = Files.readString(Path.of("..", "docs", "nginx.md"));
    String block = page.split("```nginx\n")[number].split("```")[0];
    return block
        .replace("listen 80;", "listen 127.0.0.1:" + port + ';')
        .replace("127.0.0.1:8080", "127.0.0.1:" + server);
  }

  private String haproxy(int server) {
    return """
        defaults
          mode http
          timeout connect 5s
          timeout client 60s
          timeout server 60s
        frontend front
          bind 127.0.0.1:%d
          default_backend back
        backend back
          server one 127.0.0.1:%d
        """
        .formatted(port, server);
  }

  private boolean isListening() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      if (!process.isAlive()) {
        throw new AssertionError(kind + " ended: " + log());
      }
      return false;
    }
  }

  private String log() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static boolean isInstalled(String program) {
    for (String folder : (System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin").split(":")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
