package io.pushchannel.server;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.Version;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NettyCheckTest {

  private static String failure(Map<String, String> versions, boolean hasNewClass) {
    return assertThrows(
            IllegalStateException.class, () -> NettyCheck.require(versions, hasNewClass))
        .getMessage();
  }

  @Test
  void theVersionOfTheBuildIsAccepted() {
    assertDoesNotThrow(() -> NettyCheck.require());
  }

  @Test
  void theMessageSuggestsTheVersionOfTheBuild() {
    assertEquals(Version.identify().get("netty-transport").artifactVersion(), NettyCheck.TESTED);
  }

  @Test
  void theVersionOfSpringBoot35IsRefusedByName() {
    assertEquals(
        "PushServer requires Netty 4.2 or later, found netty-transport 4.1.135.Final on the class"
            + " path; with Spring Boot set the property netty.version to 4.2.15.Final or later, see"
            + " docs/installation.md",
        failure(Map.of("netty-transport", "4.1.135.Final"), false));
  }

  @Test
  void oneOldArtifactAmongNewOnesIsNamed() {
    String message =
        failure(Map.of("netty-transport", "4.2.19.Final", "netty-buffer", "4.1.9.Final"), true);
    assertTrue(message.contains("found netty-buffer 4.1.9.Final on"), message);
  }

  @Test
  void withoutAnyVersionTheClassDecides() {
    assertTrue(failure(Map.of(), false).contains("found an older version on"));
    assertDoesNotThrow(() -> NettyCheck.require(Map.of(), true));
    assertDoesNotThrow(() -> NettyCheck.require(Map.of("netty-common", "repackaged"), true));
  }

  @Test
  void laterVersionsAreAccepted() {
    assertDoesNotThrow(() -> NettyCheck.require(Map.of("netty-common", "4.3.0.Final"), true));
    assertDoesNotThrow(() -> NettyCheck.require(Map.of("netty-common", "5.0.0.Final"), true));
  }
}
