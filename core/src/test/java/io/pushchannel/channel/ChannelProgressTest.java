package io.pushchannel.channel;

import static io.pushchannel.channel.ScriptedConnection.cursor;
import static io.pushchannel.channel.ScriptedConnection.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.spi.Receiver;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.ProtocolViolationException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Attempts that open or deliver and still lead nowhere: long pauses and one warning. */
@Timeout(20)
class ChannelProgressTest {

  private final ScriptedChannel channel = new ScriptedChannel();
  private final ScriptedConnection connection = channel.connection;
  private final VirtualTime time = channel.time;
  private final ChannelLoop loop = channel.loop;

  @Test
  void dataThatCannotBeReadTwiceAtOneCursorGetsTheLongestPauseAndOneWarning() {
    connection.script(
        receiver -> {
          receiver.message(message(1));
          unreadable();
        });
    for (int i = 0; i < 100; i++) {
      connection.script(
          receiver -> {
            receiver.opened(cursor(1));
            time.pass(10_000); // a stream that was open for long is not healthy for that
            unreadable();
          });
    }
    loop.run();
    assertTrue(time.pauses.get(0) < 1000, time.pauses::toString);
    assertEquals(15_000, average(time.pauses.subList(1, 101)), 3_000);
    List<String> warnings = channel.log.warnings();
    assertEquals(2, warnings.size(), warnings::toString);
    assertTrue(
        warnings
            .get(1)
            .startsWith(
                "WARN channel makes no progress after e1-1"
                    + " (io.pushchannel.wire.ProtocolViolationException: too large)"),
        warnings::toString);
  }

  @Test
  void aBrokenConnectionOrAnotherCursorIsNotARepeatedFailure() {
    for (int i = 1; i <= 20; i++) {
      long next = i;
      connection.script(
          receiver -> {
            receiver.message(message(next));
            unreadable();
          });
    }
    connection.script(
        receiver -> ScriptedConnection.breakOff(), receiver -> ScriptedConnection.breakOff());
    loop.run();
    assertTrue(time.pauses.stream().allMatch(pause -> pause < 2_000), time.pauses::toString);
  }

  @Test
  void alternatingEpochsInOneAttemptEndItAndTheBackoffGrows() {
    for (int i = 0; i < 200; i++) {
      connection.script(
          receiver -> {
            read(receiver, "e2");
            read(receiver, "e1");
          });
    }
    loop.run();
    assertEquals(15_000, average(time.pauses.subList(10, 200)), 2_000);
    assertOneWarningWithBothEpochs();
    long gaps = channel.listener.received.stream().filter(call -> call.startsWith("gap")).count();
    assertTrue(gaps < 120, () -> gaps + " gaps in " + time.pauses.stream().mapToLong(p -> p).sum());
  }

  @Test
  void alternatingEpochsOfAttemptsLetTheBackoffGrow() {
    for (int i = 0; i < 200; i++) {
      String epoch = i % 2 == 0 ? "e1" : "e2";
      connection.script(receiver -> read(receiver, epoch));
    }
    loop.run();
    List<String> warnings = channel.log.warnings();
    assertEquals(
        1,
        warnings.stream().filter(line -> line.contains("makes no progress")).count(),
        warnings::toString);
  }

  @Test
  void aSecondChangeOfEpochIsAcceptedAfterTheLongestBackoff() {
    connection.script(
        receiver -> {
          read(receiver, "e1");
          read(receiver, "e2");
          time.pass(30_000);
          read(receiver, "e3");
        });
    loop.run();
    assertEquals(List.of(), channel.log.warnings());
    assertEquals("e3", Position.of(loop.cursor()).epoch());
  }

  private void assertOneWarningWithBothEpochs() {
    List<String> warnings = channel.log.warnings();
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(
        warnings.get(0).contains("epoch changed from e1 to e2")
            && warnings.get(0).contains("within 30 s (maxBackoff)"),
        warnings::toString);
  }

  /** Reads one message from the bus of this epoch, after a gap if the channel is at another. */
  private void read(Receiver receiver, String epoch) {
    Position at = Position.of(loop.cursor());
    if (at.isNumbered() && !at.isOf(epoch)) {
      Cursor start = new Position(epoch, 0).toCursor();
      receiver.gap(new Gap(at.toCursor(), start, Gap.Reason.EPOCH));
    }
    Position reached = Position.of(loop.cursor());
    long next = reached.isOf(epoch) ? reached.sequence() + 1 : 1;
    receiver.message(new Message(new Position(epoch, next).toCursor(), "t", "x"));
  }

  private static void unreadable() throws IOException {
    throw new ProtocolViolationException("too large");
  }

  private static double average(List<Long> pauses) {
    return pauses.stream().mapToLong(pause -> pause).average().orElseThrow();
  }
}
