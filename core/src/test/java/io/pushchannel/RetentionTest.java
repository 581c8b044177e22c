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
        ANY.toBuilder()
            .messages(1)
            .bytes(2)
            .age(Duration.ofMillis(3))
            .topics(4)
            .totalBytes(5)
            .build();
    assertEquals(1, changed.of("any").messages());
    assertEquals(2, changed.of("any").bytes());
    assertEquals(Duration.ofMillis(3), changed.of("any").age());
    assertEquals(4, changed.topics());
    assertEquals(5, changed.totalBytes());
    assertEquals(10_000, ANY.topicDefault().messages());
    assertEquals(changed, changed.toBuilder().build());
  }

  @Test
  void theExactTopicCountsBeforeTheLongestPrefix() {
    Retention retention =
        Retention.builder()
            .prefix("state/", TopicRetention.builder().messages(1).build())
            .prefix("state/rooms/", TopicRetention.builder().messages(2).build())
            .topic("state/rooms/1", TopicRetention.builder().age(Duration.ofDays(1)).build())
            .build();
    assertEquals(10_000, retention.of("orders").messages());
    assertEquals(1, retention.of("state/users").messages());
    assertEquals(2, retention.of("state/rooms/2").messages());
    assertEquals(10_000, retention.of("state/rooms/1").messages());
    assertEquals(Duration.ofDays(1), retention.of("state/rooms/1").age());
    assertEquals(Duration.ofMinutes(5), retention.shortestAge());
  }

  @Test
  void aBoundThatIsNotPositiveIsRefusedByName() {
    assertRefused("messages must be positive, was 0", () -> ANY.toBuilder().messages(0).build());
    assertRefused("bytes must be positive, was -1", () -> ANY.toBuilder().bytes(-1).build());
    assertRefused(
        "age must be at least 1 ms, was 1 ns",
        () -> ANY.toBuilder().age(Duration.ofNanos(1)).build());
    assertRefused("topics must be positive, was -7", () -> ANY.toBuilder().topics(-7).build());
    assertRefused(
        "totalBytes must be positive, was -9223372036854775808",
        () -> ANY.toBuilder().totalBytes(Long.MIN_VALUE).build());
  }
}
