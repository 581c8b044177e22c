package io.pushchannel.integration.endurance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A machine that can really vanish, without a FIN and without a word: a network namespace of its
 * own, at the end of a virtual cable. Needs Linux, root and {@code ip}.
 */
final class FarMachine implements AutoCloseable {

  private static final String NAME = "pc-" + ProcessHandle.current().pid();
  private static final String SUBNET =
      "10."
          + (100 + ProcessHandle.current().pid() % 100)
          + "."
          + ProcessHandle.current().pid() % 250;

  /** Where this machine is, seen from there. */
  static final String HERE = SUBNET + ".1";

  private static final String THERE = SUBNET + ".2";
  private static final String CABLE = "pc" + ProcessHandle.current().pid();

  private final List<Process> clients = new ArrayList<>();

  FarMachine() throws IOException, InterruptedException {
    require("ip netns add " + NAME);
    require("ip link add " + CABLE + "a type veth peer name " + CABLE + "b netns " + NAME);
    require("ip addr add " + HERE + "/24 dev " + CABLE + "a");
    require("ip link set " + CABLE + "a up");
    require("ip -n " + NAME + " addr add " + THERE + "/24 dev " + CABLE + "b");
    require("ip -n " + NAME + " link set " + CABLE + "b up");
  }

  /** Whether there can be one here. */
  static boolean isPossible() throws InterruptedException {
    try {
      new FarMachine().close();
      return true;
    } catch (IOException e) {
      System.out.println("no machine can vanish here: " + e.getMessage());
      return false;
    }
  }

  /** Connects to this machine, sends {@code request} (as printf writes it), and reads on. */
  void connect(int port, String request) throws IOException {
    String script =
        "exec 3<>/dev/tcp/" + HERE + "/" + port + "; printf '" + request + "' >&3; cat <&3";
    clients.add(
        new ProcessBuilder("ip", "netns", "exec", NAME, "bash", "-c", script)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** From now on nothing that it sends arrives, not even an acknowledgement. */
  void vanish() throws IOException, InterruptedException {
    require("ip -n " + NAME + " route add blackhole " + HERE + "/32");
  }

  @Override
  public void close() {
    clients.forEach(client -> client.descendants().forEach(ProcessHandle::destroyForcibly));
    clients.forEach(Process::destroyForcibly);
    try {
      run("ip link del " + CABLE + "a");
      run("ip netns del " + NAME);
    } catch (IOException e) {
      System.out.println("left behind: the network namespace " + NAME + ", " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void require(String command) throws IOException, InterruptedException {
    String complaint = run(command);
    if (!complaint.isEmpty()) {
      close();
      throw new IOException(command + ": " + complaint);
    }
  }

  /** What it complained about, or nothing. */
  private static String run(String command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      String said = new String(out.readAllBytes(), UTF_8).strip();
      boolean ended = process.waitFor(10, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0 ? "" : "failed, " + said;
    }
  }
}
