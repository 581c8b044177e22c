package io.pushchannel.benchmarks.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel holds for open sockets, both ends of loopback connections included: its slabs of
 * what an open TCP socket consists of. Only root may look at them.
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

  /** In bytes; null if this process may not know. */
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
