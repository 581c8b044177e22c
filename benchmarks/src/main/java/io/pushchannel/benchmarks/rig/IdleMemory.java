package io.pushchannel.benchmarks.rig;

import io.pushchannel.benchmarks.load.LoadProcess;
import io.pushchannel.benchmarks.result.Row;
import io.pushchannel.benchmarks.served.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the server's memory per idle connection as the slope over the number of connections,
 * rather than as a total divided by it. Heap, direct and kernel memory are separate figures.
 *
 * @param connections at least two numbers of connections in ascending order
 */
public record IdleMemory(SystemUnderTest subject, List<Integer> connections) implements Scenario {

  private static final long SETTLE_MILLIS = 500;

  @Override
  public String scenario() {
    return "idle";
  }

  @Override
  public String label() {
    return "idle " + subject.name() + ", " + connections + " connections";
  }

  @Override
  public Duration estimate() {
    return LoadSession.AROUND.multipliedBy(connections.size());
  }

  @Override
  public List<Row> run(RunContext context) throws IOException, InterruptedException {
    List<LoadProcess> loads = new ArrayList<>();
    Slope heap = new Slope();
    Slope direct = new Slope();
    Slope kernel = new Slope();
    try (ChildServer server = ChildServer.start(subject.command(), context.errors())) {
      int open = 0;
      try {
        for (int wanted : connections) {
          if (wanted > open) {
            LoadProcess load = LoadProcess.start(context.errors());
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
            .row(scenario(), context.round())
            .with("connections", connections.get(connections.size() - 1))
            .figure("heapBytesPerConnection", whole(heap))
            .figure("directBytesPerConnection", whole(direct))
            // this kernel holds both ends of a loopback connection
            .figure("kernelBytesPerConnection", kernel.perUnit() / 2));
  }

  /** Returns the slope in whole bytes; fractions and negative zero are noise. */
  private static double whole(Slope slope) {
    return Math.rint(slope.perUnit()) + 0.0;
  }
}
