package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.LoadProcess;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.served.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one idle connection costs the server: the slope over the number of connections, not a total
 * divided by it, and heap, direct and kernel memory apart.
 */
public final class IdleMemory implements Scenario {

  private static final long SETTLE_MILLIS = 500;

  private final Subject subject;
  private final List<Integer> connections;

  /** With these numbers of connections, in rising order: two or more. */
  public IdleMemory(Subject subject, List<Integer> connections) {
    this.subject = subject;
    this.connections = List.copyOf(connections);
  }

  @Override
  public String label() {
    return "idle " + subject.name() + ", " + connections + " connections";
  }

  @Override
  public Duration estimate() {
    return Session.AROUND.multipliedBy(connections.size());
  }

  @Override
  public List<Row> run(Setting setting) throws IOException, InterruptedException {
    List<LoadProcess> loads = new ArrayList<>();
    Slope heap = new Slope();
    Slope direct = new Slope();
    Slope kernel = new Slope();
    try (ChildServer server = ChildServer.start(subject.command(), setting.errors())) {
      int open = 0;
      try {
        for (int wanted : connections) {
          if (wanted > open) {
            LoadProcess load = LoadProcess.start(setting.errors());
            loads.add(load);
            load.connect(subject.spec(server.uri(), wanted - open));
          }
          open = wanted;
          Thread.sleep(SETTLE_MILLIS);
          Usage usage = server.stats();
          heap.add(open, usage.heapUsedAfterGc());
          direct.add(open, usage.direct());
          kernel.add(open, KernelMemory.ofSockets());
        }
      } finally {
        for (LoadProcess load : loads) {
          load.close();
        }
      }
    }
    return List.of(
        subject
            .row("idle", setting.round())
            .with("connections", connections.get(connections.size() - 1))
            .figure("heapBytesPerConnection", whole(heap))
            .figure("directBytesPerConnection", whole(direct))
            // both ends of a loopback connection are in this kernel
            .figure("kernelBytesPerConnection", kernel.perUnit() / 2));
  }

  /** In whole bytes: a part of one, or a minus before nothing, is noise. */
  private static double whole(Slope slope) {
    return Math.rint(slope.perUnit()) + 0.0;
  }
}
