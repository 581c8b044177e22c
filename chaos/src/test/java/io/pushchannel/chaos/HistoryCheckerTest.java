package io.pushchannel.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.Gap.Reason;
import io.pushchannel.wire.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests of the checker. The old bus has messages 1 to 5 on topic a. The new bus has messages 1 to
 * 100, the odd ones on a and the even ones on b.
 */
class HistoryCheckerTest {

  private static final String OLD = "aaaaaaaa";
  private static final String NEW = "bbbbbbbb";
  private static final int RETAINED = 30;

  private final PublishedLog log = new PublishedLog();
  private final List<Received> received = new ArrayList<>();
  private Set<String> topics = Set.of("a");
  private Cursor start = at(0);
  private long covered;

  @BeforeEach
  void publish() {
    log.begin(OLD);
    for (int i = 1; i <= 5; i++) {
      log.add("a", new Position(OLD, i).toCursor(), "old " + i, null);
    }
    log.begin(NEW);
    for (int i = 1; i <= 100; i++) {
      log.add(i % 2 == 1 ? "a" : "b", at(i), "text " + i, i % 10 == 0 ? "key" : null);
    }
  }

  @Test
  void messagesReceivedOnceAndInOrderAreNoViolation() {
    receiveFrom(1, 99);
    assertEquals(List.of(), violations());
  }

  @Test
  void aLossWithoutAGap() {
    receiveFrom(1, 41);
    receiveFrom(47, 99);
    assertOne("missed 2 of a from bus 1 #43 to bus 1 #45, and no gap covers them");
  }

  @Test
  void aLossAtTheStart() {
    receiveFrom(5, 99);
    assertOne("missed 2 of a from bus 1 #1 to bus 1 #3, and no gap covers them");
  }

  @Test
  void anEndThatNeverCame() {
    receiveFrom(1, 95);
    assertOne("did not reach 2 of a, the first bus 1 #97");
  }

  @Test
  void aRepetition() {
    receiveFrom(1, 99);
    received.add(20, received.get(17));
    assertOne("received bbbbbbbb-35 of a after it had reached bus 1 #39: repeated");
  }

  @Test
  void aReorder() {
    receiveFrom(1, 99);
    received.add(20, received.remove(21));
    List<String> wrong = violations();
    assertEquals(2, wrong.size(), wrong.toString());
    assertTrue(wrong.get(0).contains("missed 1 of a from bus 1 #41"), wrong.get(0));
    assertTrue(wrong.get(1).contains("after it had reached bus 1 #43: out of order"));
  }

  @Test
  void anotherTextAnotherTopicAndAMessageThatNeverWas() {
    receiveFrom(1, 99);
    received.set(0, new Received.Message(at(1), "a", 0));
    received.add(1, new Received.Message(at(2), "b", "text 2".hashCode()));
    received.add(2, new Received.Message(at(2), "a", "text 2".hashCode()));
    List<String> wrong = violations();
    assertEquals(3, wrong.size(), wrong.toString());
    assertTrue(wrong.get(0).contains("a text other than the published one"));
    assertTrue(wrong.get(1).contains("none of its topics"));
    assertTrue(wrong.get(2).contains("never published"));
  }

  @Test
  void aGapCoversALoss() {
    gap(at(0), at(10), Reason.EVICTED, 100);
    receiveFrom(11, 99);
    assertEquals(List.of(), violations());
    assertEquals(5, covered);
  }

  @Test
  void aGapThatEndsBeforeTheLossDoes() {
    gap(at(0), at(6), Reason.EVICTED, 100);
    receiveFrom(11, 99);
    assertOne("missed bus 1 #7, which 0 gaps cover instead of one", 2);
  }

  @Test
  void twoGapsThatFollowEachOtherCoverTwoLosses() {
    gap(at(0), at(6), Reason.EVICTED, 100);
    gap(at(6), at(10), Reason.EVICTED, 100);
    receiveFrom(11, 99);
    assertEquals(List.of(), violations());
  }

  @Test
  void aRepeatedGap() {
    gap(at(0), at(10), Reason.EVICTED, 100);
    gap(at(10), at(10), Reason.EVICTED, 100);
    receiveFrom(11, 99);
    assertOne("again, without a message or disconnect in between");
  }

  @Test
  void aGapRepeatedFromTheSamePosition() {
    gap(at(0), at(10), Reason.EVICTED, 100);
    gap(at(0), at(10), Reason.EVICTED, 100);
    receiveFrom(11, 99);
    List<String> wrong = violations();
    assertTrue(wrong.get(0).contains("after it had reached bus 1 #10"), wrong.toString());
    assertTrue(wrong.get(1).contains("again, without a message"), wrong.toString());
    assertTrue(wrong.get(2).contains("2 gaps cover instead of one"), wrong.toString());
  }

  @Test
  void aGapThatCoversNothing() {
    receiveFrom(1, 41);
    gap(at(41), at(42), Reason.EVICTED, 100);
    receiveFrom(43, 99);
    assertOne("which covers no message");
  }

  @Test
  void aGapThatCoversWhatWasStillThere() {
    receiveFrom(1, 41);
    gap(at(41), at(50), Reason.EVICTED, 60);
    receiveFrom(51, 99);
    assertOne("a gap covers bus 1 #49 of a although only 5 messages followed it");
  }

  @Test
  void aGapThatCoversAReceivedMessage() {
    receiveFrom(1, 41);
    gap(at(31), at(40), Reason.EVICTED, 100);
    receiveFrom(43, 99);
    List<String> wrong = violations();
    assertTrue(wrong.get(0).contains("after it had reached bus 1 #41"), wrong.toString());
  }

  @Test
  void fromTheEarliestWhatWasGoneBeforeIsNoLossAndWhatGoesLaterIs() {
    start = Cursor.EARLIEST;
    receiveFrom(11, 99);
    assertEquals(List.of(), violations());
    received.add(0, new Received.Disconnect("before the first message"));
    received.add(
        1, new Received.Gap(new io.pushchannel.Gap(at(4), at(10), Reason.EVICTED), head(100)));
    assertEquals(List.of(), violations());
    assertEquals(3, covered);
    received.remove(4);
    assertOne("missed 1 of a from bus 1 #15 to bus 1 #15, and no gap covers them");
  }

  @Test
  void aNewBusIsCoveredByItsGap() {
    start = new Position(OLD, 2).toCursor();
    gap(new Position(OLD, 2).toCursor(), at(4), Reason.EPOCH, 100);
    receiveFrom(5, 99);
    assertEquals(List.of(), violations());
    assertEquals(5, covered);
  }

  @Test
  void aNewBusWithoutAGap() {
    start = new Position(OLD, 2).toCursor();
    receiveFrom(1, 99);
    assertOne("missed 3 of a from bus 0 #3 to bus 0 #5, and no gap covers them");
  }

  @Test
  void ofSeveralTopicsALossMayEndAfterItsGap() {
    topics = Set.of("a", "b");
    gap(at(0), at(0), Reason.EVICTED, 100);
    receive(1, "a");
    receive(3, "a");
    received.add(new Received.Disconnect("cut"));
    gap(at(3), at(4), Reason.EVICTED, 100);
    for (int i = 5; i <= 100; i++) {
      receive(i, i % 2 == 1 ? "a" : "b");
    }
    assertEquals(List.of(), violations());
    assertEquals(2, covered);
  }

  @Test
  void ofSeveralTopicsEachLossNeedsAGap() {
    topics = Set.of("a", "b");
    receive(1, "a");
    receive(3, "a");
    for (int i = 5; i <= 100; i++) {
      receive(i, i % 2 == 1 ? "a" : "b");
    }
    assertOne("missed 2 of b from bus 1 #2 to bus 1 #4, and no gap covers them");
  }

  @Test
  void keysThatWereUsedTwice() {
    assertEquals(9, IdempotencyChecker.check(log, List.of("a", "b"), 100).size());
    assertEquals(List.of(), IdempotencyChecker.check(log, List.of("a", "b"), 5));
  }

  private void assertOne(String expected) {
    assertOne(expected, 1);
  }

  private void assertOne(String expected, int count) {
    List<String> wrong = violations();
    assertEquals(count, wrong.size(), wrong.toString());
    assertTrue(wrong.get(0).contains(expected), wrong.get(0));
  }

  private List<String> violations() {
    ChannelHistory history = new ChannelHistory("it", "sse", topics, start, received, end(), true);
    HistoryChecker.Result result = HistoryChecker.check(history, log, RETAINED);
    covered = result.covered();
    return result.violations().stream().map(Violation::description).toList();
  }

  private Cursor end() {
    return ((Received.Message) received.get(received.size() - 1)).id();
  }

  private void receiveFrom(int first, int last) {
    for (int i = first; i <= last; i += 2) {
      receive(i, "a");
    }
  }

  private void receive(int number, String topic) {
    received.add(new Received.Message(at(number), topic, ("text " + number).hashCode()));
  }

  private void gap(Cursor after, Cursor resumed, Reason reason, int head) {
    received.add(new Received.Gap(new io.pushchannel.Gap(after, resumed, reason), head(head)));
  }

  private static BusPosition head(int number) {
    return new BusPosition(1, number);
  }

  private static Cursor at(long number) {
    return new Position(NEW, number).toCursor();
  }
}
