package io.pushchannel.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.PublishResult;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerEventDecoderTest {

  @ParameterizedTest
  @CsvSource({
    "15000, PT30S",
    "1, PT0.002S",
    "600001, PT20M",
    "9223372036854775807, PT20M",
    "99999999999999999999999999, PT20M",
    "0,",
    "-1,",
    "-99999999999999999999999999,",
    "1.5,",
    "1e999,",
    "'\"15000\"',",
    "null,",
    "[15000],",
  })
  void theServerMayBeSilentForTwoHeartbeatsIfItAnnouncesOne(
      String heartbeat, @Nullable Duration silence) throws IOException {
    assertEquals(
        new ServerEvent.Opened(Cursor.LATEST, silence),
        read("{'control':'open','cursor':'latest','heartbeat':" + heartbeat + "}"));
  }

  @ParameterizedTest
  @CsvSource({
    "1500, 1500",
    "-5, 0",
    "99999999999999999999999999, 9223372036854775807",
    "1e400, 0",
    "true, 0",
  })
  void thePauseIsAWholeNumberOfMillisecondsOrNone(String retry, long millis) throws IOException {
    ServerEvent.Goodbye bye = (ServerEvent.Goodbye) read("{'control':'bye','retry':" + retry + "}");
    assertEquals(Duration.ofMillis(millis), bye.pause());
  }

  @Test
  void aStreamOpensAtAPositionOrAWord() throws IOException {
    assertEquals(
        new ServerEvent.Opened(Cursor.parse("e-3"), null),
        read("{'control':'open','cursor':'e-3'}"));
    assertThrows(IOException.class, () -> read("{'control':'open','cursor':3}"));
  }

  @Test
  void aGoodbyeMayCarryAnError() throws IOException {
    assertEquals(new ServerEvent.Goodbye(null, " "), read("{'control':'bye'}"));
    assertEquals(
        new ServerEvent.Goodbye(Duration.ofSeconds(5), "503 busy"),
        read("{'control':'bye','retry':5000,'status':503,'detail':'busy'}"));
  }

  @Test
  void repliesNameTheirPublish() throws IOException {
    assertEquals(
        new ServerEvent.Published("7", new PublishResult(Cursor.parse("e-3"), true)),
        read("{'control':'published','ref':'7','id':'e-3','repeated':true}"));
    assertEquals(
        new ServerEvent.Refused("7", 403, "no"),
        read("{'control':'refused','ref':'7','status':403,'reason':'no'}"));
    assertEquals(
        new ServerEvent.Refused("7", 500, "no"),
        read("{'control':'refused','ref':'7','status':'x','reason':'no'}"));
    assertThrows(IOException.class, () -> read("{'control':'published','ref':'7'}"));
  }

  @Test
  void messagesAndGapsHaveTheirOwnObjects() throws IOException {
    assertEquals(
        new ServerEvent.MessageReceived(new Message(Cursor.parse("e-3"), "t", "x")),
        read("{'id':'e-3','topic':'t','data':'x'}"));
    Gap gap = new Gap(Cursor.parse("e-1"), Cursor.parse("e-2"), Gap.Reason.EVICTED);
    assertEquals(
        new ServerEvent.GapAnnounced(gap),
        read("{'control':'gap','after':'e-1','resumed':'e-2','reason':'evicted'}"));
  }

  @Test
  void controlsOfALaterVersionAreUnknown() throws IOException {
    assertEquals(new ServerEvent.Unknown("moved"), read("{'control':'moved','to':'x'}"));
    assertThrows(IOException.class, () -> read("{'control':7}"));
  }

  private static ServerEvent read(String json) throws IOException {
    return ServerEventDecoder.read(Json.read(json.replace('\'', '"'), "an event"));
  }
}
