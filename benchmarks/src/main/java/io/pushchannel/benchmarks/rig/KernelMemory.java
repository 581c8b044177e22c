package io.pushchannel.benchmarks.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the kernel memory of open sockets from the slabs that TCP sockets consist of. It includes
 * both ends of loopback connections. Only root may read the slab statistics.
 */
final class KernelMemory {

  private static final Path SLABS = Path.of("/proc/slabinfo");
  private static final Set<String> OF_SOCKETS =
      Set.of(
          "TCP",
          "TCPv6",
          "sock_inode_cache",
          "filp",
          "dentry",
          "eventpoll_epi",
          "eventpoll_pwq",
          "tcp_bind_bucket",
          "tcp_bind2_bucket");

  private KernelMemory() {}

  /** Returns the size in bytes, or null if this process may not read it. */
  static @Nullable Long ofSockets() {
    try {
      long bytes = 0;
      for (String line : Files.readAllLines(SLABS)) {
        String[] words = line.split(" +");
        if (words.length > 3 && OF_SOCKETS.contains(words[0])) {
          bytes += Long.parseLong(words[1]) * Long.parseLong(words[3]);
        }
      }
      return bytes == 0 ? null : bytes;
    } catch (IOException e) {
      return null; // not Linux, or not root
    }
  }
}
