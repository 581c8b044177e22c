package io.pushchannel.spi;

import io.pushchannel.MessageCodec;
import io.pushchannel.wire.ServerOnly;
import tools.jackson.databind.cfg.PackageVersion;

/**
 * Checks that the Jackson artifacts on the class path fit together. A build that manages
 * jackson-annotations for Jackson 2 may pin a version that Jackson 3 cannot use.
 */
public final class JacksonCheck {

  private JacksonCheck() {}

  /** A value with one property, because annotations are read for properties only. */
  record Probe(String text) {}

  /**
   * Writes one object.
   *
   * @throws IllegalStateException if a class of Jackson is missing or cannot be linked
   */
  @ServerOnly
  public static void require() {
    try {
      MessageCodec.DEFAULT.encode(new Probe("probe"));
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "jackson-databind "
              + PackageVersion.VERSION
              + " does not work with the other Jackson artifacts on the class path: "
              + (e.getMessage() == null ? e.getCause() : e.getMessage())
              + "; raise jackson-annotations to the version that jackson-databind requires, see"
              + " docs/installation.md",
          e);
    }
  }
}
