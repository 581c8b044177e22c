package io.pushchannel.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ResourceSnapshotTest {

  @Test
  void aThreadASocketAndMuchHeapAreFoundUntilTheyAreGone() throws Exception {
    ResourceSnapshot before = ResourceSnapshot.take();
    CountDownLatch release = new CountDownLatch(1);
    Thread thread = new Thread(() -> hold(release), "chaos-left");
    thread.start();
    byte[] heap = new byte[64 << 20];
    try (ServerSocket socket = new ServerSocket(0)) {
      List<String> left = before.additionsWithin(Duration.ZERO);
      assertTrue(left.contains("thread chaos-left"), left.toString());
      assertTrue(heap.length > 0 && left.stream().anyMatch(each -> each.endsWith("MiB of heap")));
      boolean canTell = Files.isDirectory(Path.of("/proc/self/fd"));
      assertTrue(!canTell || left.stream().anyMatch(each -> each.contains("socket:")));
      assertTrue(socket.isBound());
    }
    release.countDown();
    List<String> left = before.additionsWithin(Duration.ofSeconds(5));
    assertTrue(left.stream().noneMatch(each -> each.startsWith("thread chaos-left")));
  }

  private static void hold(CountDownLatch release) {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
