package io.pushchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapTest {

  @Test
  void aReasonHasItsWireForm() {
    assertEquals("[evicted, epoch, ahead]", Arrays.toString(Gap.Reason.values()));
    for (Gap.Reason reason : Gap.Reason.values()) {
      assertEquals(reason, Gap.Reason.parse(reason.toString()));
    }
  }

  @Test
  void anythingElseIsRefusedByName() {
    for (String text : List.of("", "EVICTED", "lost", "evicted ")) {
      assertEquals(
          "the reason of a gap must be evicted, epoch or ahead, was \"" + text + '"',
          assertThrows(IllegalArgumentException.class, () -> Gap.Reason.parse(text)).getMessage());
    }
  }
}
