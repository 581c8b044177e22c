package io.pushchannel.channel;

import static io.pushchannel.channel.ScriptedConnection.cursor;
import static io.pushchannel.channel.ScriptedConnection.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.spi.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DuplicateFilterTest {

  private static final Cursor OTHER_LIFE = Cursor.parse("e2-0");

  private static final Set<String> TOPICS = Set.of("t");

  private final List<Cursor> reached = new ArrayList<>();
  private final List<String> received = new ArrayList<>();
  private final TopicSet topics = new TopicSet(TOPICS);
  private boolean isClosed;
  private DuplicateFilter delivery = after(Cursor.LATEST);

  private DuplicateFilter after(Cursor start) {
    EpochChanges epochs = new EpochChanges(Sleeper.SYSTEM, Duration.ofSeconds(30));
    DuplicateFilter filter = new DuplicateFilter(start, epochs, topics, new Recording());
    filter.beginAttempt(TOPICS);
    return filter;
  }

  @Test
  void theFirstPlaceToldStandsForLatest() {
    delivery.opened(cursor(5));
    assertEquals(cursor(5), delivery.cursor());
    assertEquals(List.of("opened"), received);
  }

  @Test
  void noEventOfAnAttemptWithFormerTopicsIsDelivered() {
    delivery.opened(cursor(5));
    topics.add("u");
    Gap gap = new Gap(cursor(5), cursor(8), Gap.Reason.EVICTED);
    assertThrows(AttemptEndedException.class, () -> delivery.message(message(6)));
    assertThrows(AttemptEndedException.class, () -> delivery.gap(gap));
    assertThrows(AttemptEndedException.class, () -> delivery.opened(cursor(9)));
    assertEquals(cursor(5), delivery.cursor());
    assertEquals(List.of("opened"), received);
  }

  @Test
  void thePositionOfAnAttemptIsReportedOnce() {
    delivery.opened(cursor(5));
    delivery.opened(cursor(6));
    delivery.beginAttempt(TOPICS);
    delivery.message(message(7));
    assertEquals(List.of(cursor(5), cursor(6)), reached);
  }

  @Test
  void aPlaceToldAgainMovesTheCursorForwardsOnly() {
    delivery.opened(cursor(5));
    delivery.opened(cursor(9));
    delivery.opened(cursor(7));
    assertEquals(cursor(9), delivery.cursor());
    assertEquals(List.of("opened"), received);
  }

  @Test
  void aPlaceInAnotherLifeOfTheBusDoesNotMoveTheCursor() {
    delivery.opened(cursor(5));
    delivery.opened(Cursor.parse("e2-9"));
    assertEquals(cursor(5), delivery.cursor());
  }

  @Test
  void aMessageMovesTheCursorOnceItHasBeenPassedOn() {
    delivery.opened(cursor(5));
    delivery.message(message(6));
    assertEquals(cursor(6), delivery.cursor());
    isClosed = true;
    assertThrows(AttemptEndedException.class, () -> delivery.message(message(7)));
    assertEquals(cursor(6), delivery.cursor());
  }

  @Test
  void whatWasHeardBeforeIsDropped() {
    delivery = after(cursor(3));
    for (long sequence : new long[] {2, 3, 4, 4, 3, 6, 5, 7}) {
      delivery.message(message(sequence));
    }
    assertEquals(List.of("opened", "4", "6", "7"), received);
  }

  @Test
  void theMessagesOfABatchComeBeforeItsCursor() {
    delivery = after(cursor(3));
    new Batch(cursor(9), null, List.of(message(4), message(8))).deliver(delivery);
    assertEquals(List.of("opened", "4", "8"), received);
    assertEquals(cursor(9), delivery.cursor());
  }

  @Test
  void aGapMovesTheCursorOnceItHasBeenPassedOn() {
    delivery = after(cursor(3));
    delivery.gap(new Gap(cursor(3), cursor(8), Gap.Reason.EVICTED));
    assertEquals(cursor(8), delivery.cursor());
    isClosed = true;
    assertThrows(
        AttemptEndedException.class,
        () -> delivery.gap(new Gap(cursor(8), cursor(20), Gap.Reason.EVICTED)));
    assertEquals(cursor(8), delivery.cursor(), "a reader that resumes here receives the gap");
  }

  @Test
  void aGapLeadsIntoAnotherLifeOfTheBus() {
    delivery = after(cursor(3));
    delivery.gap(new Gap(cursor(3), OTHER_LIFE, Gap.Reason.EPOCH));
    delivery.message(new Message(Cursor.parse("e2-1"), "t", "new"));
    assertEquals(List.of("opened", "gap epoch", "new"), received);
    assertEquals(Cursor.parse("e2-1"), delivery.cursor());
  }

  @Test
  void onlyAGapForThatReasonLeadsIntoAnotherLifeOfTheBus() {
    delivery = after(cursor(3));
    var gap = new Gap(cursor(3), OTHER_LIFE, Gap.Reason.EVICTED);
    AttemptEndedException ended =
        assertThrows(AttemptEndedException.class, () -> delivery.gap(gap));
    assertEquals("a gap must be of epoch e1, was " + gap, ended.getMessage());
    assertEquals(List.of("opened"), received);
  }

  @Test
  void aMessageOfAnotherLifeOfTheBusWithoutAGapEndsTheAttempt() {
    delivery = after(cursor(3));
    var stranger = new Message(Cursor.parse("e2-9"), "t", "stranger");
    AttemptEndedException ended =
        assertThrows(AttemptEndedException.class, () -> delivery.message(stranger));
    assertEquals("a message must be of epoch e1 or follow a gap, was e2-9", ended.getMessage());
    assertEquals(List.of("opened"), received);
    assertEquals(cursor(3), delivery.cursor());
  }

  @Test
  void aTransportThatSwallowsTheEndOfAnAttemptHearsOfItAgain() {
    delivery = after(cursor(3));
    var stranger = new Message(Cursor.parse("e2-9"), "t", "stranger");
    assertThrows(AttemptEndedException.class, () -> delivery.message(stranger));
    assertThrows(AttemptEndedException.class, () -> delivery.message(message(4)));
    assertNotNull(delivery.violation());
    delivery.beginAttempt(TOPICS);
    assertNull(delivery.violation());
    delivery.message(message(4));
    assertEquals(List.of("opened", "opened", "4"), received);
  }

  @Test
  void aGapThatLeadsBackToWhatWasHeardIsDropped() {
    delivery = after(cursor(3));
    Gap gap = new Gap(cursor(3), cursor(8), Gap.Reason.EVICTED);
    delivery.gap(gap);
    delivery.message(message(9));
    delivery.gap(gap);
    delivery.message(message(9));
    assertEquals(List.of("opened", "gap evicted", "9"), received);
    assertEquals(cursor(9), delivery.cursor());
  }

  @Test
  void aCursorAheadOfTheLogIsTakenBackByTheGapThatAnswersIt() {
    delivery = after(cursor(100));
    Gap gap = new Gap(cursor(100), cursor(2), Gap.Reason.AHEAD);
    delivery.gap(gap);
    delivery.message(message(3));
    delivery.gap(gap);
    assertEquals(List.of("opened", "gap ahead", "3"), received);
    assertEquals(cursor(3), delivery.cursor());
  }

  @Test
  void aGapThatMayHaveGrownIsToldAgain() {
    delivery = after(cursor(0));
    Gap onOneTopicOnly = new Gap(cursor(0), cursor(0), Gap.Reason.EVICTED);
    delivery.gap(onOneTopicOnly);
    delivery.beginAttempt(TOPICS);
    delivery.gap(onOneTopicOnly);
    assertEquals(List.of("opened", "gap evicted", "opened", "gap evicted"), received);
  }

  @Test
  void theSameGapIsToldOnceInAnAttempt() {
    delivery.opened(cursor(1));
    Gap gap = new Gap(cursor(1), cursor(4), Gap.Reason.EVICTED);
    delivery.gap(gap);
    delivery.gap(gap);
    assertEquals(List.of("opened", "gap evicted"), received);
  }

  @Test
  void aMessageOnATopicNeverAskedForEndsTheAttempt() {
    delivery.opened(cursor(5));
    AttemptEndedException end =
        assertThrows(
            AttemptEndedException.class,
            () -> delivery.message(new Message(cursor(6), "u\n", "6")));
    assertEquals(
        "a message must be on a topic of the channel, was on u\ufffd", end.reason().getMessage());
    assertEquals(List.of("opened"), received);
    assertEquals(cursor(5), delivery.cursor());
  }

  @Test
  void aForeignCursorIsAnsweredByAGap() {
    delivery = after(Cursor.ofPeer("foreign text"));
    delivery.opened(Cursor.ofPeer("foreign text"));
    delivery.gap(new Gap(Cursor.ofPeer("foreign text"), cursor(4), Gap.Reason.EPOCH));
    delivery.message(message(5));
    assertEquals(List.of("opened", "gap epoch", "5"), received);
  }

  @Test
  void anAttemptRemembersWhatItHasBrought() {
    delivery.beginAttempt(TOPICS);
    assertFalse(delivery.hasOpened() || delivery.hasDelivered());
    delivery.opened(cursor(5));
    delivery.message(message(5));
    assertTrue(delivery.hasOpened());
    assertFalse(delivery.hasDelivered(), "it was received before");
    delivery.message(message(6));
    assertTrue(delivery.hasDelivered());
    delivery.beginAttempt(TOPICS);
    assertFalse(delivery.hasOpened() || delivery.hasDelivered());
  }

  private final class Recording implements DuplicateFilter.Target {

    @Override
    public void opened() {
      pass("opened");
    }

    @Override
    public void reached(Cursor cursor) {
      reached.add(cursor);
    }

    @Override
    public void gap(Gap gap) {
      pass("gap " + gap.reason());
    }

    @Override
    public void message(Message message) {
      pass(message.data());
    }

    private void pass(String line) {
      if (isClosed) {
        throw new AttemptEndedException("the channel is closed");
      }
      received.add(line);
    }
  }
}
