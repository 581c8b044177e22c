package io.pushchannel.server;

import io.netty.util.Version;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that every Netty artifact on the class path is recent enough for the server. */
final class NettyCheck {

  /** The version the server is built with. */
  static final String TESTED = "4.2.15.Final";

  private static final int MAJOR = 4;
  private static final int MINOR = 2;
  private static final Pattern MAJOR_MINOR = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\..*");

  /** The first class of Netty 4.2 that the server loads. */
  private static final String NEW_IN_4_2 = "io.netty.channel.MultiThreadIoEventLoopGroup";

  private NettyCheck() {}

  /**
   * Reads the versions from the jars of Netty, and looks for one class in case a repackaged jar has
   * none.
   *
   * @throws IllegalStateException if one of them is older than 4.2
   */
  static void require() {
    ClassLoader loader = NettyCheck.class.getClassLoader();
    Map<String, String> versions = new HashMap<>();
    Version.identify(loader)
        .forEach((artifact, version) -> versions.put(artifact, version.artifactVersion()));
    require(versions, isPresent(NEW_IN_4_2, loader));
  }

  /**
   * Checks the given versions.
   *
   * @param versions version by artifact
   * @param hasNewClass true if a class exists that Netty 4.1 lacks
   */
  static void require(Map<String, String> versions, boolean hasNewClass) {
    Optional<String> tooOld =
        versions.entrySet().stream()
            .filter(each -> isTooOld(each.getValue()))
            .map(each -> each.getKey() + ' ' + each.getValue())
            .min(Comparator.naturalOrder());
    if (tooOld.isEmpty() && hasNewClass) {
      return;
    }
    throw new IllegalStateException(
        "PushServer requires Netty 4.2 or later, found "
            + tooOld.orElse("an older version")
            + " on the class path; with Spring Boot set the property netty.version to "
            + TESTED
            + " or later, see docs/installation.md");
  }

  private static boolean isTooOld(String version) {
    Matcher found = MAJOR_MINOR.matcher(version);
    if (!found.matches()) {
      return false; // a repackaged jar; the class decides
    }
    int major = Integer.parseInt(found.group(1));
    return major < MAJOR || (major == MAJOR && Integer.parseInt(found.group(2)) < MINOR);
  }

  private static boolean isPresent(String name, ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
