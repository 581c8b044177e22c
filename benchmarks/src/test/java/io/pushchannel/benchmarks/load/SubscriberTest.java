package io.pushchannel.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.benchmarks.result.Ledger;
import io.pushchannel.wire.Position;
import org.junit.jupiter.api.Test;

class SubscriberTest {

  private final Subscriber subscriber = new Subscriber();

  @Test
  void eachMessageOnceAndInOrderIsClean() {
    deliver(0, 1, 2);
    assertEquals(new Ledger(3, 3, 0, 0, 0, 0), subscriber.ledger(3));
    assertTrue(subscriber.ledger(3).isClean());
  }

  @Test
  void aMissingMessageIsLost() {
    deliver(0, 2);
    assertEquals(1, subscriber.ledger(3).lost());
    assertFalse(subscriber.ledger(3).isClean());
  }

  @Test
  void aMessageThatComesAgainIsDuplicatedAndNotReordered() {
    deliver(0, 1, 2, 1);
    assertEquals(new Ledger(3, 3, 0, 1, 0, 0), subscriber.ledger(3));
    assertFalse(subscriber.ledger(3).isClean());
  }

  @Test
  void aMessageThatComesLateIsReorderedAndNotLost() {
    deliver(0, 2, 1);
    assertEquals(new Ledger(3, 3, 0, 0, 1, 0), subscriber.ledger(3));
    assertFalse(subscriber.ledger(3).isClean());
  }

  @Test
  void gapsAreCounted() {
    subscriber.onGap(new Gap(Cursor.parse("e-1"), Cursor.parse("e-5"), Gap.Reason.EVICTED));
    assertEquals(1, subscriber.ledger(0).gaps());
  }

  @Test
  void onlyWhatFollowsTheWarmUpIsTimed() {
    subscriber.measureFrom(2);
    deliver(0, 1, 2, 3);
    assertEquals(2, subscriber.latency().getTotalCount());
  }

  private void deliver(int... numbers) {
    for (int number : numbers) {
      String text = new MessageStamp(number, System.nanoTime()).toText(100);
      subscriber.onMessage(new Message(new Position("e", number + 1).toCursor(), "t", text));
    }
  }
}
