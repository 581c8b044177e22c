package io.pushchannel.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The same as {@link ClientInputFuzzTest}, on frames that are nearly right. */
class ClientInputProperties {

  private static final List<String> PAYLOADS =
      List.of(
          "",
          "x",
          "{\"publish\":{\"topic\":\"t\",\"data\":\"\u00e9\"}}",
          "{\"subscribe\":[\"a\",\"b\",\"c\"]}",
          "{\"unsubscribe\":[\"t\"]}",
          "\u0003\u00e8",
          "{\"publish\":{\"ref\":\"1\"}}",
          "y".repeat(130));

  @Property(tries = 2000)
  void whatIsNearlyAFrameIsAnsweredByFrames(@ForAll long seed) {
    Random random = new Random(seed);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = random.nextInt(6); i >= 0; i--) {
      byte[] payload = PAYLOADS.get(random.nextInt(PAYLOADS.size())).getBytes(UTF_8);
      int[] firsts = {0x81, 0x81, 0x81, 0x01, 0x00, 0x80, 0x88, 0x89, 0x8a, random.nextInt(256)};
      bytes.writeBytes(RawWebSocket.masked(firsts[random.nextInt(firsts.length)], payload));
    }
    byte[] all = bytes.toByteArray();
    if (random.nextInt(3) == 0) {
      all[random.nextInt(all.length)] ^= (byte) (1 << random.nextInt(8));
    }
    Hearing.requireFrames(all);
  }
}
