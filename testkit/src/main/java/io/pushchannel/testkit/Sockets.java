package io.pushchannel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lists the open sockets of this process. Requires {@code /proc}, which exists on Linux. */
final class Sockets {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
  private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

  /** The required columns of a row, see proc(5). */
  private static final int REMOTE = 2;

  private static final int INODE = 9;

  private Sockets() {}

  /** Returns the inodes of sockets connected to {@code port}; empty without {@code /proc}. */
  static Set<Long> connectedTo(int port) {
    Set<Long> open = open();
    Set<Long> connected = new HashSet<>();
    for (Path table : TABLES) {
      if (Files.isReadable(table)) {
        rows(table)
            .filter(row -> row[REMOTE].endsWith(":%04X".formatted(port)))
            .map(row -> Long.valueOf(row[INODE]))
            .filter(open::contains)
            .forEach(connected::add);
      }
    }
    return connected;
  }

  /** Returns the inodes of all open sockets; empty without {@code /proc}. */
  static Set<Long> open() {
    Set<Long> inodes = new HashSet<>();
    if (!Files.isReadable(DESCRIPTORS)) {
      return inodes;
    }
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path descriptor : descriptors) {
        Matcher socket = SOCKET.matcher(target(descriptor));
        if (socket.matches()) {
          inodes.add(Long.valueOf(socket.group(1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return inodes;
  }

  private static Stream<String[]> rows(Path table) {
    try {
      return Files.readAllLines(table).stream().skip(1).map(line -> line.trim().split("\\s+"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the target of a descriptor; empty if it was closed meanwhile. */
  private static String target(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
