package io.pushchannel.channel;

import static io.pushchannel.channel.ScriptedConnection.cursor;
import static io.pushchannel.channel.ScriptedConnection.message;
import static io.pushchannel.channel.ScriptedConnection.messages;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.CloseReason;
import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushRefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every way a channel can end, and the calls of its listener. */
@Timeout(20)
class ChannelClosingTest {

  private final ScriptedChannel channel = new ScriptedChannel();
  private final ScriptedConnection connection = channel.connection;
  private final RecordingListener listener = channel.listener;
  private final VirtualTime time = channel.time;
  private final ChannelLoop loop = channel.loop;

  @Test
  void aRefusalThatTryingAgainCannotMendClosesTheChannel() {
    connection.script(
        receiver -> {
          throw new PushRefusedException(404, "no such path", null);
        });
    loop.run();
    assertEquals(List.of("CONNECTING", "CLOSED", "closed"), listener.received);
    assertEquals(new CloseReason.Refused(404, "no such path"), listener.reason);
    assertTrue(connection.closed);
  }

  @Test
  void aChannelThatClosesByItselfLogsOneWarning() {
    for (int status : new int[] {400, 401, 403, 404, 405, 409, 410, 414, 422, 431, 451}) {
      ScriptedChannel refused = new ScriptedChannel();
      refused.connection.script(
          receiver -> {
            throw new PushRefusedException(
                status, "received status " + status + ": no such path\n", null);
          });
      refused.loop.run();
      assertEquals(
          List.of("WARN channel is closed: received status " + status + ": no such path\ufffd"),
          refused.log.lines());
    }
  }

  @Test
  void aChannelThatTheApplicationClosesLogsNothing() {
    loop.run();
    assertEquals(List.of(), channel.log.lines());
  }

  @Test
  void aListenerThatThrowsClosesTheChannelWhateverItWasTold() {
    for (String call :
        List.of("CONNECTING", "OPEN", "1", "gap e1-1 to e1-2 ahead", "RECONNECTING")) {
      assertClosedByWhatTheListenerThrowsAt(call, new IllegalStateException(call));
      assertClosedByWhatTheListenerThrowsAt(call, new StackOverflowError(call));
    }
  }

  private static void assertClosedByWhatTheListenerThrowsAt(String failing, Throwable thrown) {
    ScriptedChannel channel = new ScriptedChannel();
    channel.listener.onCall =
        call -> {
          if (call.equals(failing)) {
            ChannelClosingTest.<RuntimeException>sneak(thrown);
          }
        };
    channel.connection.script(
        receiver -> {
          receiver.opened(cursor(0));
          receiver.message(message(1));
          receiver.gap(new Gap(cursor(1), cursor(2), Gap.Reason.AHEAD));
        },
        receiver -> {
          throw new AssertionError("expected no attempt after " + failing);
        });
    channel.loop.run();
    List<String> received = channel.listener.received;
    assertSame(thrown, ((CloseReason.Failed) channel.listener.reason).cause());
    assertEquals(
        List.of(failing, "CLOSED", "closed"),
        received.subList(received.size() - 3, received.size()));
    assertTrue(channel.connection.closed);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void aTransportThatSwallowsWhatTheListenerThrewCallsItNoMore() {
    RuntimeException thrown = new IllegalStateException("thrown by the listener");
    listener.onCall =
        call -> {
          if (call.equals("1")) {
            throw thrown;
          }
        };
    connection.script(
        receiver -> {
          for (int sequence = 1; sequence < 4; sequence++) {
            Message next = message(sequence);
            assertThrows(RuntimeException.class, () -> receiver.message(next));
          }
        });
    loop.run();
    assertEquals(List.of("1", "closed"), listener.messages());
    assertFailed(thrown);
    assertEquals(Cursor.LATEST, loop.cursor(), "what was not dealt with is not behind the cursor");
  }

  @Test
  void aTransportThatFailsWithoutAnIoExceptionClosesTheChannel() {
    RuntimeException bug = new IllegalStateException("a bug");
    connection.script(
        receiver -> {
          throw bug;
        });
    loop.run();
    assertFailed(bug);
  }

  @Test
  void anErrorClosesTheChannel() {
    Error error = new OutOfMemoryError("for a test");
    connection.script(
        receiver -> {
          throw error;
        });
    loop.run();
    assertFailed(error);
  }

  @Test
  void anInterruptClosesTheChannel() {
    InterruptedException interrupt = new InterruptedException();
    connection.script(
        receiver -> {
          throw interrupt;
        });
    loop.run();
    assertFailed(interrupt);
  }

  @Test
  void theListenerMayCloseTheChannelAndIsToldNothingButItsEnd() {
    listener.onCall =
        call -> {
          if (call.equals("2")) {
            loop.close();
            loop.close();
            assertFalse(listener.received.contains("closed"), "the end comes after the call");
          }
        };
    connection.script(
        receiver -> {
          receiver.opened(cursor(0));
          messages(receiver, 1, 9);
        });
    loop.run();
    assertEquals(List.of("CONNECTING", "OPEN", "1", "2", "CLOSED", "closed"), listener.received);
    assertInstanceOf(CloseReason.ClosedByApplication.class, listener.reason);
    assertEquals(cursor(2), loop.cursor(), "the message that made it close has been dealt with");
  }

  @Test
  void whatTheListenerThrowsAfterItHasClosedTheChannelIsNotHidden() {
    RuntimeException thrown = new IllegalStateException("after the close");
    listener.onCall =
        call -> {
          if (call.equals("1")) {
            loop.close();
            throw thrown;
          }
        };
    connection.script(receiver -> messages(receiver, 1, 2));
    loop.run();
    assertFailed(thrown);
  }

  @Test
  void aChannelClosedBetweenAttemptsIsTold() {
    listener.onCall =
        call -> {
          if (call.startsWith("RECONNECTING")) {
            loop.close();
          }
        };
    connection.script(receiver -> ScriptedConnection.breakOff());
    loop.run();
    assertEquals(
        List.of("CONNECTING", "RECONNECTING: broken", "CLOSED", "closed"), listener.received);
    assertInstanceOf(CloseReason.ClosedByApplication.class, listener.reason);
  }

  @Test
  void aConnectionThatFailsBecauseItIsClosedIsNoFailure() {
    connection.script(
        receiver -> {
          loop.close();
          throw new IllegalStateException("closed under my hands");
        });
    loop.run();
    assertInstanceOf(CloseReason.ClosedByApplication.class, listener.reason);
  }

  @Test
  void theEndIsToldEvenToAListenerThatFailsAtIt() {
    listener.onCall =
        call -> {
          if (call.equals("CLOSED")) {
            throw new AssertionError("at the end");
          }
        };
    loop.run();
    assertEquals(List.of("CONNECTING", "CLOSED", "closed"), listener.received);
  }

  private void assertFailed(Throwable cause) {
    assertSame(cause, assertInstanceOf(CloseReason.Failed.class, listener.reason).cause());
  }
}
