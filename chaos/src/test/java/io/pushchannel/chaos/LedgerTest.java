package io.pushchannel.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.Gap.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests of the ledger. The old bus has messages 1 to 5 on topic a. The new bus has messages 1 to
 * 100, the odd ones on a and the even ones on b.
 */
class LedgerTest {

  private static final String OLD = "aaaaaaaa";
  private static final String NEW = "bbbbbbbb";
  private static final int RETAINED = 30;

  private final Truth truth = new Truth();
  private final List<Heard> heard = new ArrayList<>();
  private Set<String> topics = Set.of("a");
  private Cursor start = at(0);
  private long covered;

  @BeforeEach
  void publish() {
    truth.begin(OLD);
    for (int i = 1; i <= 5; i++) {
      truth.add("a", new Cursor(OLD, i), "old " + i, null);
    }
    truth.begin(NEW);
    for (int i = 1; i <= 100; i++) {
      truth.add(i % 2 == 1 ? "a" : "b", at(i), "text " + i, i % 10 == 0 ? "key" : null);
    }
  }

  @Test
  void whatIsHeardOnceAndInOrderBalances() {
    hearFrom(1, 99);
    assertEquals(List.of(), imbalances());
  }

  @Test
  void aLossWithoutAGap() {
    hearFrom(1, 41);
    hearFrom(47, 99);
    assertOne("missed 2 of a from bus 1 #43 to bus 1 #45, and no gap covers them");
  }

  @Test
  void aLossAtTheStart() {
    hearFrom(5, 99);
    assertOne("missed 2 of a from bus 1 #1 to bus 1 #3, and no gap covers them");
  }

  @Test
  void anEndThatNeverCame() {
    hearFrom(1, 95);
    assertOne("did not reach 2 of a, the first bus 1 #97");
  }

  @Test
  void aRepetition() {
    hearFrom(1, 99);
    heard.add(20, heard.get(17));
    assertOne("received bbbbbbbb-35 of a after it had reached bus 1 #39: repeated");
  }

  @Test
  void aReorder() {
    hearFrom(1, 99);
    heard.add(20, heard.remove(21));
    List<String> wrong = imbalances();
    assertEquals(2, wrong.size(), wrong.toString());
    assertTrue(wrong.get(0).contains("missed 1 of a from bus 1 #41"), wrong.get(0));
    assertTrue(wrong.get(1).contains("after it had reached bus 1 #43: out of order"));
  }

  @Test
  void anotherTextAnotherTopicAndAMessageThatNeverWas() {
    hearFrom(1, 99);
    heard.set(0, new Heard.Message(at(1), "a", 0));
    heard.add(1, new Heard.Message(at(2), "b", "text 2".hashCode()));
    heard.add(2, new Heard.Message(at(2), "a", "text 2".hashCode()));
    List<String> wrong = imbalances();
    assertEquals(3, wrong.size(), wrong.toString());
    assertTrue(wrong.get(0).contains("a text other than the published one"));
    assertTrue(wrong.get(1).contains("none of its topics"));
    assertTrue(wrong.get(2).contains("never published"));
  }

  @Test
  void aGapCoversALoss() {
    gap(at(0), at(10), Reason.EVICTED, 100);
    hearFrom(11, 99);
    assertEquals(List.of(), imbalances());
    assertEquals(5, covered);
  }

  @Test
  void aGapThatEndsBeforeTheLossDoes() {
    gap(at(0), at(6), Reason.EVICTED, 100);
    hearFrom(11, 99);
    assertOne("missed bus 1 #7, which 0 gaps cover instead of one", 2);
  }

  @Test
  void twoGapsThatFollowEachOtherCoverTwoLosses() {
    gap(at(0), at(6), Reason.EVICTED, 100);
    gap(at(6), at(10), Reason.EVICTED, 100);
    hearFrom(11, 99);
    assertEquals(List.of(), imbalances());
  }

  @Test
  void aGapToldAgain() {
    gap(at(0), at(10), Reason.EVICTED, 100);
    gap(at(10), at(10), Reason.EVICTED, 100);
    hearFrom(11, 99);
    assertOne("again, without a message or disconnect in between");
  }

  @Test
  void aGapToldAgainFromTheSamePlace() {
    gap(at(0), at(10), Reason.EVICTED, 100);
    gap(at(0), at(10), Reason.EVICTED, 100);
    hearFrom(11, 99);
    List<String> wrong = imbalances();
    assertTrue(wrong.get(0).contains("after it had reached bus 1 #10"), wrong.toString());
    assertTrue(wrong.get(1).contains("again, without a message"), wrong.toString());
    assertTrue(wrong.get(2).contains("2 gaps cover instead of one"), wrong.toString());
  }

  @Test
  void aGapThatCoversNothing() {
    hearFrom(1, 41);
    gap(at(41), at(42), Reason.EVICTED, 100);
    hearFrom(43, 99);
    assertOne("which covers no message");
  }

  @Test
  void aGapThatCoversWhatWasStillThere() {
    hearFrom(1, 41);
    gap(at(41), at(50), Reason.EVICTED, 60);
    hearFrom(51, 99);
    assertOne("a gap covers bus 1 #49 of a although only 5 messages followed it");
  }

  @Test
  void aGapThatCoversWhatWasHeard() {
    hearFrom(1, 41);
    gap(at(31), at(40), Reason.EVICTED, 100);
    hearFrom(43, 99);
    List<String> wrong = imbalances();
    assertTrue(wrong.get(0).contains("after it had reached bus 1 #41"), wrong.toString());
  }

  @Test
  void fromTheEarliestWhatWasGoneBeforeIsNoLossAndWhatGoesLaterIs() {
    start = Cursor.EARLIEST;
    hearFrom(11, 99);
    assertEquals(List.of(), imbalances());
    heard.add(0, new Heard.Break("before the first message"));
    heard.add(1, new Heard.Gap(new io.pushchannel.Gap(at(4), at(10), Reason.EVICTED), head(100)));
    assertEquals(List.of(), imbalances());
    assertEquals(3, covered);
    heard.remove(4);
    assertOne("missed 1 of a from bus 1 #15 to bus 1 #15, and no gap covers them");
  }

  @Test
  void aNewBusIsCoveredByItsGap() {
    start = new Cursor(OLD, 2);
    gap(new Cursor(OLD, 2), at(4), Reason.EPOCH, 100);
    hearFrom(5, 99);
    assertEquals(List.of(), imbalances());
    assertEquals(5, covered);
  }

  @Test
  void aNewBusWithoutAGap() {
    start = new Cursor(OLD, 2);
    hearFrom(1, 99);
    assertOne("missed 3 of a from bus 0 #3 to bus 0 #5, and no gap covers them");
  }

  @Test
  void ofSeveralTopicsALossMayEndAfterItsGap() {
    topics = Set.of("a", "b");
    gap(at(0), at(0), Reason.EVICTED, 100);
    hear(1, "a");
    hear(3, "a");
    heard.add(new Heard.Break("cut"));
    gap(at(3), at(4), Reason.EVICTED, 100);
    for (int i = 5; i <= 100; i++) {
      hear(i, i % 2 == 1 ? "a" : "b");
    }
    assertEquals(List.of(), imbalances());
    assertEquals(2, covered);
  }

  @Test
  void ofSeveralTopicsEachLossNeedsAGap() {
    topics = Set.of("a", "b");
    hear(1, "a");
    hear(3, "a");
    for (int i = 5; i <= 100; i++) {
      hear(i, i % 2 == 1 ? "a" : "b");
    }
    assertOne("missed 2 of b from bus 1 #2 to bus 1 #4, and no gap covers them");
  }

  @Test
  void keysThatWereUsedTwice() {
    assertEquals(9, Keys.check(truth, List.of("a", "b"), 100).size());
    assertEquals(List.of(), Keys.check(truth, List.of("a", "b"), 5));
  }

  private void assertOne(String expected) {
    assertOne(expected, 1);
  }

  private void assertOne(String expected, int count) {
    List<String> wrong = imbalances();
    assertEquals(count, wrong.size(), wrong.toString());
    assertTrue(wrong.get(0).contains(expected), wrong.get(0));
  }

  private List<String> imbalances() {
    Account account = new Account("it", "sse", topics, start, heard, end(), true);
    Ledger.Balance balance = Ledger.of(account, truth, RETAINED);
    covered = balance.covered();
    return balance.imbalances().stream().map(Imbalance::what).toList();
  }

  private Cursor end() {
    return ((Heard.Message) heard.get(heard.size() - 1)).id();
  }

  private void hearFrom(int first, int last) {
    for (int i = first; i <= last; i += 2) {
      hear(i, "a");
    }
  }

  private void hear(int number, String topic) {
    heard.add(new Heard.Message(at(number), topic, ("text " + number).hashCode()));
  }

  private void gap(Cursor after, Cursor resumed, Reason reason, int head) {
    heard.add(new Heard.Gap(new io.pushchannel.Gap(after, resumed, reason), head(head)));
  }

  private static Place head(int number) {
    return new Place(1, number);
  }

  private static Cursor at(long number) {
    return new Cursor(NEW, number);
  }
}
