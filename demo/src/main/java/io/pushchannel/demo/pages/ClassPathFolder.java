package io.pushchannel.demo.pages;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads all files of a class path folder, from a directory or a jar. */
final class ClassPathFolder {

  private ClassPathFolder() {}

  /** Returns the files by their path within {@code folder}; empty if the folder does not exist. */
  static Map<String, byte[]> read(String folder) throws IOException {
    URL found = ClassPathFolder.class.getClassLoader().getResource(folder);
    if (found == null) {
      return Map.of();
    }
    try {
      URI uri = found.toURI();
      if (!uri.getScheme().equals("jar")) {
        return readAll(Path.of(uri));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return readAll(jar.getPath(folder));
      }
    } catch (URISyntaxException e) {
      throw new IOException("cannot read " + found, e);
    }
  }

  private static Map<String, byte[]> readAll(Path root) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root)) {
      paths = walk.filter(Files::isRegularFile).toList();
    }
    for (Path path : paths) {
      String name = root.relativize(path).toString().replace('\\', '/');
      files.put(name, Files.readAllBytes(path));
    }
    return files;
  }
}
