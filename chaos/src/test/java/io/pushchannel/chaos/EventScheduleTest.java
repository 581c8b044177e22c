package io.pushchannel.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.proxy.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventScheduleTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void theSameSeedGivesTheSameEventsPlansAndTexts() {
    assertEquals(EventSchedule.of(7, MINUTE, 4), EventSchedule.of(7, MINUTE, 4));
    assertNotEquals(
        EventSchedule.of(7, MINUTE, 4).events(), EventSchedule.of(8, MINUTE, 4).events());
    assertEquals(new FaultPlans(7, true).plan(3), new FaultPlans(7, true).plan(3));
    TextGenerator texts = new TextGenerator("t", 7);
    TextGenerator again = new TextGenerator("t", 7);
    for (int i = 0; i < 100; i++) {
      assertEquals(texts.next(500), again.next(500));
    }
  }

  @Test
  void aMinuteHasEventsOfAllKinds() {
    Set<Class<?>> kinds =
        EventSchedule.of(1, MINUTE, 4).events().stream()
            .map(timed -> timed.event().getClass())
            .collect(Collectors.toSet());
    assertEquals(Set.of(Event.class.getPermittedSubclasses()), kinds);
  }

  @Test
  void aThousandConnectionsHaveFaultsOfAllKindsThatTheTransportCanStand() {
    Set<Class<?>> all = kinds(new FaultPlans(1, false));
    assertEquals(Fault.class.getPermittedSubclasses().length - 1, all.size(), all.toString());
    assertTrue(all.contains(Fault.Http10.class));
    assertEquals(all.size() - 1, kinds(new FaultPlans(1, true)).size());
  }

  private static Set<Class<?>> kinds(FaultPlans plans) {
    return IntStream.range(0, 1_000)
        .mapToObj(plans::plan)
        .flatMap(List::stream)
        .map(Object::getClass)
        .collect(Collectors.toSet());
  }
}
