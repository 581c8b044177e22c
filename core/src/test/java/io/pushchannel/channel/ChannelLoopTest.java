package io.pushchannel.channel;

import static io.pushchannel.channel.ScriptedConnection.cursor;
import static io.pushchannel.channel.ScriptedConnection.message;
import static io.pushchannel.channel.ScriptedConnection.messages;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.CloseReason;
import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PushRefusedException;
import io.pushchannel.PushState;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Attempts become a channel: on the test's own thread, as written down. */
@Timeout(20)
class ChannelLoopTest {

  private final ScriptedChannel channel = new ScriptedChannel();
  private final ScriptedConnection connection = channel.connection;
  private final RecordingListener listener = channel.listener;
  private final VirtualTime time = channel.time;
  private final ChannelLoop loop = channel.loop;

  @Test
  void aChannelTellsWhereItIs() {
    connection.script(
        receiver -> {
          receiver.opened(cursor(0));
          receiver.message(message(1));
          ScriptedConnection.breakOff();
        },
        receiver -> {
          receiver.opened(cursor(1));
          receiver.message(message(2));
        });
    loop.run();
    assertEquals(
        List.of(
            "CONNECTING",
            "OPEN",
            "1",
            "RECONNECTING: broken",
            "CONNECTING",
            "OPEN",
            "2",
            "RECONNECTING",
            "CONNECTING",
            "CLOSED",
            "closed"),
        listener.received);
  }

  @Test
  void theStateIsWhatTheListenerWasToldLast() {
    listener.onCall =
        call -> {
          if (call.matches("CONNECTING|OPEN")) {
            assertEquals(call, loop.state().toString());
          }
        };
    connection.script(receiver -> receiver.opened(cursor(0)));
    loop.run();
    assertEquals(PushState.CLOSED, loop.state());
    assertInstanceOf(CloseReason.ClosedByApplication.class, listener.reason);
  }

  @Test
  void openIsToldOncePerAttempt() {
    connection.script(
        receiver -> {
          receiver.opened(cursor(0));
          receiver.opened(cursor(1));
          receiver.message(message(2));
          receiver.opened(cursor(2));
        });
    loop.run();
    assertEquals(1, listener.received.stream().filter("OPEN"::equals).count());
  }

  @Test
  void anAttemptThatTellsAMessageFirstIsOpen() {
    connection.script(receiver -> receiver.message(message(1)));
    loop.run();
    assertEquals(List.of("CONNECTING", "OPEN", "1"), listener.received.subList(0, 3));
  }

  @Test
  void itResumesAfterTheLastMessageWhereverItBreaks() {
    connection.script(
        receiver -> ScriptedConnection.breakOff(),
        receiver -> {
          receiver.opened(cursor(3));
          ScriptedConnection.breakOff();
        },
        receiver -> {
          messages(receiver, 4, 5);
          ScriptedConnection.breakOff();
        },
        receiver -> {
          receiver.gap(new Gap(cursor(5), cursor(9), Gap.Reason.EVICTED));
          ScriptedConnection.breakOff();
        });
    loop.run();
    assertEquals(
        List.of(Cursor.LATEST, Cursor.LATEST, cursor(3), cursor(5), cursor(9)), connection.asked);
    assertEquals(cursor(9), loop.cursor());
  }

  @Test
  void whatAnAttemptRepeatsIsToldOnce() {
    connection.script(
        receiver -> messages(receiver, 1, 3),
        receiver -> messages(receiver, 1, 5),
        receiver -> messages(receiver, 5, 6));
    loop.run();
    assertEquals(List.of("1", "2", "3", "4", "5", "6", "closed"), listener.messages());
  }

  @Test
  void aGapIsToldBeforeTheMessageThatFollowsIt() {
    connection.script(
        receiver -> {
          receiver.message(message(1));
          receiver.gap(new Gap(cursor(1), cursor(7), Gap.Reason.EVICTED));
          receiver.message(message(8));
        });
    loop.run();
    assertEquals(List.of("1", "gap e1-1 to e1-7 evicted", "8", "closed"), listener.messages());
  }

  @Test
  void aMessageOfAnotherEpochIsNotToldAndTheNextAttemptAsksFromWhereItWas() {
    connection.script(
        receiver -> {
          receiver.message(message(1));
          receiver.message(new Message(Cursor.parse("e2-2"), "t", "stranger"));
        });
    loop.run();
    assertEquals(List.of("1", "closed"), listener.messages());
    assertEquals(List.of(Cursor.LATEST, cursor(1)), connection.asked);
    assertTrue(
        listener.received.contains(
            "RECONNECTING: a message must be of epoch e1 or follow a gap, was e2-2"),
        listener.received::toString);
  }

  @Test
  void aRefusalForNowIsTriedAgain() {
    for (int status : new int[] {204, 302, 408, 425, 429, 500, 502, 503, 504}) {
      connection.script(
          receiver -> {
            throw new PushRefusedException(status, "status " + status, null);
          });
    }
    loop.run();
    assertEquals(10, connection.asked.size());
    assertInstanceOf(CloseReason.ClosedByApplication.class, listener.reason);
  }

  @Test
  void aPublishIsSentWhenTheChannelIsOpenBeforeTheListenerIsCalled() {
    loop.publish("t", "text", "key");
    assertEquals(List.of(), connection.published);
    connection.script(
        receiver -> {
          receiver.opened(ScriptedConnection.cursor(1));
          assertEquals(List.of("t=text (key)"), connection.published);
        });
    loop.run();
    assertEquals(1, connection.published.size());
  }

  @Test
  void aClosedChannelRefusesToPublish() {
    loop.close();
    var failure =
        assertThrows(
            CompletionException.class,
            () -> loop.publish("t", "text", null).toCompletableFuture().join());
    assertInstanceOf(IllegalStateException.class, failure.getCause());
    assertEquals(List.of(), connection.published);
  }
}
