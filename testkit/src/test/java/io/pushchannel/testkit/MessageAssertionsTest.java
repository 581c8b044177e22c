package io.pushchannel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class MessageAssertionsTest {

  @Test
  void balancesWhatIsTheSame() {
    MessageAssertions.assertSame(List.of("a", "b"), List.of("a", "b"));
  }

  @Test
  void tellsTheFirstDifference() {
    assertImbalance(
        "3 published, 2 received; after 1 equal ones expected b but was c",
        List.of("a", "b", "c"),
        List.of("a", "c"));
    assertImbalance(
        "1 published, 2 received; after 1 equal ones expected nothing but was a",
        List.of("a"),
        List.of("a", "a"));
    assertImbalance(
        "2 published, 1 received; after 1 equal ones expected b but was nothing",
        List.of("a", "b"),
        List.of("a"));
  }

  private static void assertImbalance(String message, List<?> published, List<?> received) {
    AssertionError error =
        assertThrows(AssertionError.class, () -> MessageAssertions.assertSame(published, received));
    assertEquals(message, error.getMessage());
  }
}
