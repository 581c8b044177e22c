package io.pushchannel.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.wire.WireBuffer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.Framedata;

/** However bytes arrive, they are the same messages. */
class FrameReaderProperties {

  @Property(tries = 500)
  void aClientsMessagesAreTheSameHoweverTheBytesAreSplit(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<String> sent = texts(random);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String text : sent) {
      fragments(text.getBytes(UTF_8), random, bytes);
    }
    assertEquals(sent, read(new FrameReader(true, 200_000), split(bytes.toByteArray(), random)));
  }

  @Property(tries = 300)
  void aServersMessagesAreTheSameHoweverTheBytesAreSplit(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<String> sent = texts(random);
    WireBuffer bytes = new WireBuffer();
    for (String text : sent) {
      int start = bytes.size();
      ServerFrame.text(start, bytes.utf8(text));
    }
    assertEquals(sent, read(new FrameReader(false, 200_000), split(bytes.toByteArray(), random)));
  }

  private static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      int[] lengths = {0, 1, 41, 42, 125, 126, 21_845, 21_846, 30_000};
      texts.add("é€x".substring(random.nextInt(3)).repeat(lengths[random.nextInt(9)]));
    }
    return texts;
  }

  /** One message in one or more fragments, with a ping between them. */
  private static void fragments(byte[] text, Random random, ByteArrayOutputStream out) {
    int opcode = 1;
    int from = 0;
    while (random.nextInt(3) == 0) {
      int to = from + random.nextInt(text.length - from + 1);
      out.writeBytes(RawWebSocket.masked(opcode, Arrays.copyOfRange(text, from, to)));
      out.writeBytes(RawWebSocket.masked(RawWebSocket.PING, new byte[random.nextInt(126)]));
      opcode = 0;
      from = to;
    }
    byte[] rest = Arrays.copyOfRange(text, from, text.length);
    out.writeBytes(RawWebSocket.masked(0x80 | opcode, rest));
  }

  private static List<ByteBuffer> split(byte[] bytes, Random random) {
    List<ByteBuffer> parts = new ArrayList<>();
    int most = 1 << random.nextInt(18);
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + 1 + random.nextInt(most));
      // as it comes from the network: a view of something larger
      parts.add(ByteBuffer.wrap(bytes, from, to - from));
      from = to;
    }
    return parts;
  }

  private static List<String> read(FrameReader reader, List<ByteBuffer> parts)
      throws InvalidDataException {
    Draft_6455 draft = new Draft_6455();
    MessageAssembly assembly = new MessageAssembly();
    List<String> received = new ArrayList<>();
    for (ByteBuffer part : parts) {
      for (ByteBuffer frame = reader.next(part); frame != null; frame = reader.next(part)) {
        Framedata translated = draft.translateFrame(frame).get(0);
        String text = translated.getOpcode() == Opcode.PING ? null : assembly.add(translated);
        if (text != null) {
          received.add(text);
        }
      }
      assertEquals(0, part.remaining());
    }
    return received;
  }
}
