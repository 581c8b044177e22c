package io.pushchannel.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.MessageBus;
import io.pushchannel.Retention;
import io.pushchannel.bus.MemoryBus;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.StreamFormat;
import io.pushchannel.wire.WireBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PumpTest {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final MemoryBus bus =
      (MemoryBus) MessageBus.inMemory(Retention.builder().messages(3).build());
  private final Queue<Runnable> loop = new ArrayDeque<>();
  private final ReaderNotifier notifier = new ReaderNotifier(loop::add);
  private final RecordingStream stream = new RecordingStream();

  @AfterEach
  void close() {
    bus.close();
  }

  private Feed start(Cursor after) {
    Feed feed = bus.open(Set.of("t"), Position.of(after), new Letters(), notifier);
    Pump.start(feed, new Letters(), stream, HEARTBEAT);
    return feed;
  }

  private void publish(String... texts) {
    for (String text : texts) {
      bus.publish("t", text);
    }
  }

  private void runLoop() {
    for (Runnable task = loop.poll(); task != null; task = loop.poll()) {
      task.run();
    }
  }

  @Test
  void aStreamOpensWithItsPlaceAndThenHasWhatIsThere() {
    publish("a", "b");
    start(Cursor.EARLIEST);
    assertEquals("[open 0 PT15S]a b ", stream.text());
    assertEquals(HEARTBEAT, stream.idle);
    assertTrue(stream.flushes > 0);
  }

  @Test
  void aBurstIsOneWriteAndOneFlush() {
    start(Cursor.LATEST);
    int writes = stream.written.size();
    int flushes = stream.flushes;
    publish("a", "b", "c");
    runLoop();
    assertEquals("[open 0 PT15S]a b c ", stream.text());
    assertEquals(writes + 1, stream.written.size());
    assertEquals(flushes + 1, stream.flushes);
  }

  @Test
  void aGapStandsBeforeTheMessageThatFollowsIt() {
    start(Cursor.LATEST);
    publish("a", "b", "c", "d", "e");
    runLoop();
    assertEquals("[open 0 PT15S][gap 0 to 2 evicted]c d e ", stream.text());
  }

  /** This format publishes while a gap is written: what that evicts must not come in between. */
  @Test
  void nothingIsLostBetweenAGapAndTheMessageThatFollowsIt() {
    Feed feed = bus.open(Set.of("t"), Position.LATEST, new Letters(), notifier);
    StreamFormat publishing =
        new Letters() {
          @Override
          public void gap(Gap gap, WireBuffer out) {
            super.gap(gap, out);
            publish("f", "g", "h");
          }
        };
    Pump.start(feed, publishing, stream, HEARTBEAT);
    publish("a", "b", "c", "d", "e");
    loop.remove().run();
    assertEquals("[open 0 PT15S][gap 0 to 2 evicted]c d e f g h ", stream.text());
  }

  @Test
  void aCursorOfAnotherLifeIsAnsweredByAGap() {
    publish("a");
    start(Cursor.parse("another-9"));
    assertEquals("[open 9 PT15S][gap 9 to 0 epoch]a ", stream.text());
  }

  @Test
  void aStreamThatIsFullIsSkippedAndGoesOnWhenItHasRoom() {
    stream.room = 2; // the opening, and one write
    start(Cursor.LATEST);
    publish("a");
    runLoop();
    publish("b");
    runLoop();
    assertEquals("[open 0 PT15S]a ", stream.text());
    publish("c");
    stream.room = 7;
    stream.onWritable.run();
    assertEquals("[open 0 PT15S]a b c ", stream.text());
  }

  @Test
  void aStreamThatStaysFullMissesNothingWithoutBeingTold() {
    stream.room = 1;
    start(Cursor.LATEST);
    publish("a", "b", "c", "d", "e");
    runLoop();
    stream.room = 7;
    stream.onWritable.run();
    assertEquals("[open 0 PT15S][gap 0 to 2 evicted]c d e ", stream.text());
  }

  @Test
  void anIdleStreamGivesASignOfLifeUnlessItIsFull() {
    start(Cursor.LATEST);
    stream.onIdle.run();
    assertEquals("[open 0 PT15S][beat]", stream.text());
    stream.room = 0;
    stream.onIdle.run();
    assertEquals("[open 0 PT15S][beat]", stream.text());
  }

  @Test
  void aStreamThatTakesNothingIsEndedOnceTheLogHasLetGoOfWhatItWaitsFor() {
    stream.room = 1;
    start(Cursor.LATEST);
    publish("a", "b");
    stream.onIdle.run();
    assertFalse(stream.closed, "what it waits for is retained");
    publish("c", "d", "e");
    stream.onIdle.run();
    assertTrue(stream.closed);
    assertEquals("[open 0 PT15S]", stream.text());
  }

  @Test
  void aServerThatClosesSendsWhatThereIsAndSaysBye() {
    start(Cursor.LATEST);
    publish("a");
    stream.onClosing.accept(Duration.ofMillis(1500));
    assertEquals("[open 0 PT15S]a [bye PT1.5S]", stream.text());
    assertTrue(stream.closed);
  }

  @Test
  void aStreamThatHasEndedIsWrittenToNoMore() {
    Feed feed = start(Cursor.LATEST);
    publish("a");
    stream.onEnd.run();
    runLoop();
    stream.onWritable.run();
    assertEquals("[open 0 PT15S]", stream.text());
    assertEquals(0, feed.read(100, 100));
    publish("b");
    assertEquals(0, loop.size(), "no reader waits any more");
  }

  /** One word a message, brackets around anything else. */
  private static class Letters implements StreamFormat {

    @Override
    public void encode(Message message, WireBuffer out) {
      out.utf8(message.data()).octet(' ');
    }

    @Override
    public void open(Position cursor, Duration heartbeat, WireBuffer out) {
      out.utf8("[open " + cursor.sequence() + ' ' + heartbeat + ']');
    }

    @Override
    public void gap(Gap gap, WireBuffer out) {
      out.utf8(
          "[gap "
              + Position.of(gap.after()).sequence()
              + " to "
              + Position.of(gap.resumed()).sequence()
              + ' '
              + gap.reason()
              + ']');
    }

    @Override
    public void heartbeat(WireBuffer out) {
      out.utf8("[beat]");
    }

    @Override
    public void bye(Duration retry, WireBuffer out) {
      out.utf8("[bye " + retry + ']');
    }
  }
}
