package io.pushchannel.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The child's end: executes commands from standard input, and replies on standard output. */
public final class CommandLoop {

  private CommandLoop() {}

  /** Executes commands. */
  @FunctionalInterface
  public interface Handler<C> {
    /**
     * Executes a command and returns the reply. An exception is sent to the parent as a failure.
     */
    Object execute(C command) throws Exception;
  }

  /** Executes commands of this type until the input ends. */
  public static <C> void run(Class<C> type, Handler<C> handler) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      reply(execute(line, type, handler));
    }
  }

  private static <C> Object execute(String line, Class<C> type, Handler<C> handler) {
    try {
      return handler.execute(ChildProcess.MAPPER.readValue(line, type));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failure(e);
    } catch (ExecutionException e) {
      return failure(e.getCause() == null ? e : e.getCause());
    } catch (Exception e) {
      return failure(e);
    }
  }

  private static Object failure(Throwable cause) {
    return Map.of("failure", cause.toString());
  }

  /** Writes a line that is not the reply to a command, such as the first line. */
  public static void reply(Object reply) {
    System.out.println(ChildProcess.MAPPER.writeValueAsString(reply));
    System.out.flush();
  }
}
