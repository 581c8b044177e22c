package io.pushchannel.integration.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A {@link Snippet} as a program. A snippet that declares a class is compiled as it is. Statements
 * become the body of {@code main}; a bus, a server and the record {@code Price} are added if the
 * statements use them without declaring them. Port 8080 is replaced by a free port.
 */
final class SnippetProgram {

  private static final Pattern TYPE =
      Pattern.compile("(?m)^(?:public |final )*(?:class|interface) (\\w+)");
  private static final String CLASS_PATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  private static final int PATIENCE_SECONDS = 300;

  private static final String IMPORTS =
      """
      import io.pushchannel.*;
      import io.pushchannel.examples.*;
      import io.pushchannel.longpoll.LongPollTransport;
      import io.pushchannel.server.*;
      import io.pushchannel.shortpoll.ShortPollTransport;
      import io.pushchannel.spi.*;
      import io.pushchannel.sse.SseTransport;
      import io.pushchannel.testkit.*;
      import io.pushchannel.websocket.WebSocketTransport;
      import java.net.URI;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.*;
      import org.junit.jupiter.api.Test;
      import static org.junit.jupiter.api.Assertions.assertEquals;
      """;

  private final Path folder;
  private final String name;
  private final String source;

  /**
   * @param folder an empty folder for source and classes
   */
  SnippetProgram(Snippet snippet, Path folder) throws IOException {
    this.folder = folder;
    String port = String.valueOf(freePort());
    String code = snippet.code();
    Matcher type = TYPE.matcher(code);
    boolean isFile = type.find();
    this.name = isFile ? type.group(1) : "Sample";
    this.source = withImports(isFile ? code : statements(code)).replace("8080", port);
  }

  boolean isRunnable() {
    return source.contains("static void main(");
  }

  /** Returns the errors of the compiler, or an empty text. */
  String compile() throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      List<String> options = List.of("-d", folder.toString(), "-cp", CLASS_PATH, "-proc:none");
      boolean compiled =
          compiler
              .getTask(errors, files, null, options, null, files.getJavaFileObjects(file))
              .call();
      return compiled ? "" : errors + source;
    }
  }

  /** Runs {@code main} repeatedly in a JVM of its own and returns its standard output. */
  String run(int times) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(command(times))
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError(
            "a run failed or took too long:\n"
                + Files.readString(output)
                + Files.readString(errors));
      }
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(output);
  }

  private List<String> command(int times) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    String classPath = folder + System.getProperty("path.separator") + CLASS_PATH;
    command.addAll(List.of("-cp", classPath, SnippetRunner.class.getName()));
    command.addAll(List.of(name, String.valueOf(times)));
    return command;
  }

  private static String withImports(String code) {
    return code.startsWith("import ") ? code : IMPORTS + code;
  }

  private static String statements(String code) {
    String record =
        code.contains("record Price") ? "" : "record Price(String pair, double rate) {}\n";
    return "class Sample {\n"
        + record
        + "public static void main(String[] arguments) throws Exception {\n"
        + (code.contains("MessageBus bus") ? code : withServer(code))
        + "\n}\n}\n";
  }

  private static String withServer(String code) {
    boolean startsServer = code.contains("PushServer.builder(");
    return "try (MessageBus bus = MessageBus.inMemory()"
        + (startsServer ? "" : ";\nPushServer server = PushServer.builder(bus).port(8080).start()")
        + ") {\n"
        + code
        + "\n}";
  }

  /** Below the ports that the system gives to outgoing connections: none of them may take it. */
  private static int freePort() throws IOException {
    int first = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
    for (int port = first; port < first + 1000; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        continue;
      }
    }
    throw new IOException("no port of " + first + " to " + (first + 999) + " is free");
  }
}
