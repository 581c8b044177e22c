package io.pushchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class RetentionTest {

  private static final Retention ANY = Retention.DEFAULT;

  private static void assertRefused(String message, Executable change) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, change).getMessage());
  }

  @Test
  void eachBoundCanBeChangedAlone() {
    Retention changed =
        ANY.withMessages(1)
            .withBytes(2)
            .withAge(Duration.ofMillis(3))
            .withTopics(4)
            .withTotalBytes(5);
    assertEquals(new Retention(1, 2, Duration.ofMillis(3), 4, 5), changed);
    assertEquals(new Retention(10_000, 16L << 20, Duration.ofMinutes(5), 10_000, 256L << 20), ANY);
  }

  @Test
  void aBoundThatIsNotPositiveIsRefusedByName() {
    assertRefused("expected messages above 0, got 0", () -> ANY.withMessages(0));
    assertRefused("expected bytes above 0, got -1", () -> ANY.withBytes(-1));
    assertRefused(
        "expected age in milliseconds above 0, got 0", () -> ANY.withAge(Duration.ofNanos(1)));
    assertRefused("expected topics above 0, got -7", () -> ANY.withTopics(-7));
    assertRefused(
        "expected totalBytes above 0, got -9223372036854775808",
        () -> ANY.withTotalBytes(Long.MIN_VALUE));
  }
}
