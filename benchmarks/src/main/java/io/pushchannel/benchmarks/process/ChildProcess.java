package io.pushchannel.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parent's end of a child process. Closing it, or the end of this JVM, ends the process. Not
 * thread-safe.
 */
public final class ChildProcess implements AutoCloseable {

  static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Process process;
  private final BufferedReader out;
  private final Writer in;

  private ChildProcess(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
  }

  /**
   * Starts a process.
   *
   * @param errors the destination of its standard error
   * @throws IOException if it cannot be started
   */
  public static ChildProcess start(List<String> command, Redirect errors) throws IOException {
    return new ChildProcess(new ProcessBuilder(command).redirectError(errors).start());
  }

  /** Returns the path of this JVM's launcher. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Returns the command that runs a main class on this JVM's class path. */
  public static List<String> java(List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(options);
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Sends a command of this type; {@link #receive} reads the reply. */
  public <C> void send(Class<C> type, C command) throws IOException {
    in.write(MAPPER.writerFor(type).writeValueAsString(command) + '\n');
    in.flush();
  }

  /**
   * Waits for the next reply.
   *
   * @throws IOException if the process has ended, the command failed, or the reply is invalid
   */
  public <R> R receive(Class<R> type) throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the child process has ended; see its standard error");
    }
    try {
      JsonNode reply = MAPPER.readTree(line);
      if (reply.hasNonNull("failure")) {
        throw new IOException("the child process failed: " + reply.get("failure").asString());
      }
      return MAPPER.treeToValue(reply, type);
    } catch (JacksonException e) {
      throw new IOException("the child process must reply with JSON, replied \"" + line + '"', e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      in.close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
