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
    assertRefused("messages must be positive, was 0", () -> ANY.withMessages(0));
    assertRefused("bytes must be positive, was -1", () -> ANY.withBytes(-1));
    assertRefused("age must be at least 1 ms, was 1 ns", () -> ANY.withAge(Duration.ofNanos(1)));
    assertRefused("topics must be positive, was -7", () -> ANY.withTopics(-7));
    assertRefused(
        "totalBytes must be positive, was -9223372036854775808",
        () -> ANY.withTotalBytes(Long.MIN_VALUE));
  }
}
