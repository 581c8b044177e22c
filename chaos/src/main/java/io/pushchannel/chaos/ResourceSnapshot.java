package io.pushchannel.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The resources of the process before a run, to detect those that a run leaves behind: threads of
 * the library and of chaos, heap, and on Linux sockets and selectors. Shared threads, which end
 * when idle, are not counted: OkHttp's, and those of the WebSocket client.
 */
public final class ResourceSnapshot {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final String OURS =
      "(pushchannel-(?!websocket-shared-)|fault-proxy|chaos-|WebSocket).*";

  /** A selector has an eventfd. An eventpoll without one belongs to the JVM's virtual threads. */
  private static final String KINDS = "(socket|pipe):.*|anon_inode:\\[eventfd]";

  private static final long POLL_MILLIS = 20;

  /** Tolerated growth of the heap in MiB, for classes and compiled code. */
  private static final long MAX_GROWN = 32;

  private final Set<Long> threads = new TreeSet<>();
  private final Set<String> descriptors = descriptors();
  private final long heap = heap();

  private ResourceSnapshot() {
    ours().forEach(thread -> threads.add(thread.getId()));
  }

  /**
   * Records the current resources of the process.
   *
   * @throws UncheckedIOException if no socket can be opened
   */
  public static ResourceSnapshot take() {
    try {
      SocketChannel.open().close(); // the first close makes the JVM keep a socket of its own
      Selector.open().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ResourceSnapshot();
  }

  /**
   * Returns the additional resources, one line each.
   *
   * @param patience maximum time to wait until there are none
   */
  public List<String> additionsWithin(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    List<String> more = more();
    while (!more.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(POLL_MILLIS);
      more = more();
    }
    long grown = (heap() - heap) >> 20;
    if (grown > MAX_GROWN) {
      more.add(grown + " MiB of heap");
    }
    return more;
  }

  private List<String> more() {
    List<String> more = new ArrayList<>();
    for (Thread thread : ours()) {
      if (!threads.contains(thread.getId())) {
        more.add("thread " + thread.getName());
      }
    }
    for (String descriptor : descriptors()) {
      if (!descriptors.contains(descriptor)) {
        more.add("descriptor " + descriptor);
      }
    }
    return more;
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static List<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches(OURS))
        .toList();
  }

  /** Returns number and kind of each descriptor; empty on systems without /proc. */
  private static Set<String> descriptors() {
    Set<String> found = new TreeSet<>();
    if (Files.isDirectory(DESCRIPTORS)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
        for (Path each : all) {
          String kind = kind(each);
          if (kind.matches(KINDS)) {
            found.add(each.getFileName() + " " + kind);
          }
        }
      } catch (IOException | DirectoryIteratorException e) {
        throw new IllegalStateException("cannot list " + DESCRIPTORS, e);
      }
    }
    return found;
  }

  private static String kind(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "closed meanwhile";
    }
  }
}
