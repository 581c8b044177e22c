package io.pushchannel.channel;

import static io.pushchannel.channel.ScriptedConnection.cursor;
import static io.pushchannel.channel.ScriptedConnection.messages;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.CloseReason;
import io.pushchannel.Gap;
import io.pushchannel.ListenerErrorAction;
import io.pushchannel.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exceptions of a listener: skipped, or the end of the channel. */
@Timeout(20)
class ListenerErrorTest {

  private final List<String> decided = new ArrayList<>();
  private final ScriptedChannel channel = new ScriptedChannel();
  private final RecordingListener listener = channel.listener;

  @Test
  void aSkippedMessageCountsAsDelivered() {
    failAt("2", new IllegalStateException("bad message"));
    decide(ListenerErrorAction.SKIP);
    channel.connection.script(receiver -> messages(receiver, 1, 3));
    channel.loop.run();
    assertEquals(List.of("1", "2", "3", "closed"), listener.messages());
    assertEquals(List.of("e1-2 bad message"), decided);
    assertEquals(cursor(3), channel.loop.cursor());
    assertInstanceOf(CloseReason.ClosedByApplication.class, listener.reason);
  }

  @Test
  void exceptionsOfTheOtherCallbacksCanBeSkipped() {
    for (String call : List.of("CONNECTING", "OPEN", "gap e1-1 to e1-2 evicted")) {
      ScriptedChannel other = new ScriptedChannel();
      other.listener.onCall = throwing(call, new IOException("checked, as Kotlin throws it"));
      other.listener.onError = (message, error) -> ListenerErrorAction.SKIP;
      other.connection.script(
          receiver -> {
            messages(receiver, 1, 1);
            receiver.gap(new Gap(cursor(1), cursor(2), Gap.Reason.EVICTED));
            messages(receiver, 3, 3);
          });
      other.loop.run();
      assertEquals(cursor(3), other.loop.cursor(), call);
      assertInstanceOf(CloseReason.ClosedByApplication.class, other.listener.reason, call);
    }
  }

  @Test
  void logAndReasonNameTopicAndIdOfTheMessageThatClosedTheChannel() {
    RuntimeException thrown = new IllegalStateException("bad message");
    failAt("2", thrown);
    channel.connection.script(receiver -> messages(receiver, 1, 3));
    channel.loop.run();
    String detail = "onMessage threw at e1-2 on topic t";
    assertEquals(new CloseReason.Failed(thrown, detail), listener.reason);
    assertEquals(List.of("ERROR channel is closed: " + detail), channel.log.lines());
    assertEquals(cursor(1), channel.loop.cursor());
  }

  @Test
  void anErrorClosesTheChannelWithoutADecision() {
    Error thrown = new StackOverflowError();
    failAt("2", thrown);
    decide(ListenerErrorAction.SKIP);
    channel.connection.script(receiver -> messages(receiver, 1, 3));
    channel.loop.run();
    assertSame(thrown, ((CloseReason.Failed) listener.reason).cause());
    assertEquals(List.of(), decided);
  }

  @Test
  void anExceptionOfTheDecisionItselfClosesTheChannelAndHidesNothing() {
    RuntimeException thrown = new IllegalStateException("bad message");
    RuntimeException second = new IllegalStateException("bad decision");
    failAt("2", thrown);
    listener.onError =
        (message, error) -> {
          throw second;
        };
    channel.connection.script(receiver -> messages(receiver, 1, 3));
    channel.loop.run();
    assertSame(thrown, ((CloseReason.Failed) listener.reason).cause());
    assertArrayEquals(new Throwable[] {second}, thrown.getSuppressed());
    assertTrue(channel.connection.closed);
  }

  private void failAt(String call, Throwable thrown) {
    listener.onCall = throwing(call, thrown);
  }

  private void decide(ListenerErrorAction action) {
    listener.onError =
        (Message message, Exception error) -> {
          decided.add(message.id() + " " + error.getMessage());
          return action;
        };
  }

  private static Consumer<String> throwing(String failing, Throwable thrown) {
    return call -> {
      if (call.equals(failing)) {
        ListenerErrorTest.<RuntimeException>sneak(thrown);
      }
    };
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
