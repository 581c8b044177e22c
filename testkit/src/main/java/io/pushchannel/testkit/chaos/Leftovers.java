package io.pushchannel.testkit.chaos;

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
 * What a process has open, to see what a run leaves behind: threads of the library and of the
 * testkit, and on Linux sockets and selectors, and heap. OkHttp's own threads end by themselves
 * when idle and do not count.
 */
public final class Leftovers {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final String OURS = "(pushchannel-|fault-proxy|chaos-|WebSocket).*";

  /** A selector has an eventfd; an eventpoll without one is the JVM's, for virtual threads. */
  private static final String KINDS = "(socket|pipe):.*|anon_inode:\\[eventfd]";

  private static final long LOOK_MILLIS = 20;

  /** In MiB: what is loaded and compiled on the way is no leak. */
  private static final long MAX_GROWN = 32;

  private final Set<Long> threads = new TreeSet<>();
  private final Set<String> descriptors = descriptors();
  private final long heap = heap();

  private Leftovers() {
    ours().forEach(thread -> threads.add(thread.getId()));
  }

  /**
   * What there is now.
   *
   * @throws UncheckedIOException if no socket can be opened
   */
  public static Leftovers now() {
    try {
      SocketChannel.open().close(); // from the first it closes on, the JVM has one for itself
      Selector.open().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Leftovers();
  }

  /** What there is more than then, a line each; waits so long for it to go. */
  public List<String> since(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    List<String> more = more();
    while (!more.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
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

  /** Number and kind of each; none where this cannot be told. */
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
