package io.pushchannel.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.wire.Json;
import io.pushchannel.wire.WireBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Our encoders against those of the JDK and of Jackson. */
class WireBufferProperties {

  private final WireBuffer buffer = new WireBuffer();

  /** Every character there is, those that need care more often. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<Integer> codePoints =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 0x7f),
            Arbitraries.integers().between(0x80, 0xd7ff),
            Arbitraries.integers().between(0xe000, 0xffff),
            Arbitraries.integers().between(0x10000, 0x10ffff),
            Arbitraries.of((int) '"', (int) '\\', (int) '\n', (int) '\r', 0x2028, 0x7f, 0xfeff));
    return codePoints
        .list()
        .ofMaxSize(2000)
        .map(
            list -> {
              StringBuilder text = new StringBuilder();
              list.forEach(text::appendCodePoint);
              return text.toString();
            });
  }

  @Property(tries = 500)
  void utf8IsWhatTheJdkMakesOfValidText(@ForAll("texts") String text) {
    assertArrayEquals(
        text.getBytes(StandardCharsets.UTF_8), buffer.clear().utf8(text).toByteArray());
  }

  @Property(tries = 500)
  void utf8IsWhatTheJdkMakesOfAnyCharacters(@ForAll String text) {
    assertArrayEquals(
        text.getBytes(StandardCharsets.UTF_8), buffer.clear().utf8(text).toByteArray());
  }

  @Property(tries = 500)
  void halfSurrogatePairsBecomeWhatTheJdkMakesOfThem(@ForAll("surrogates") String text) {
    assertArrayEquals(
        text.getBytes(StandardCharsets.UTF_8), buffer.clear().utf8(text).toByteArray());
  }

  @Provide
  Arbitrary<String> surrogates() {
    return Arbitraries.strings()
        .withChars('a', '\ud83d', '\ude00', '\udbff', '\udfff')
        .ofMaxLength(9);
  }

  @Property(tries = 500)
  void aJsonStringIsReadBackAsItWas(@ForAll("texts") String text) {
    byte[] json = buffer.clear().jsonString(text).toByteArray();
    assertEquals(text, Json.MAPPER.readValue(json, String.class));
  }

  @Property
  void aPartOfATextIsTheSameAsThatPart(
      @ForAll("texts") String text, @ForAll @IntRange(max = 2000) int anywhere) {
    int cut = text.offsetByCodePoints(0, Math.min(anywhere, text.codePointCount(0, text.length())));
    buffer.clear().utf8(text, 0, cut).utf8(text, cut, text.length());
    assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), buffer.toByteArray());
  }

  @Property
  void aDecimalIsWhatTheJdkMakesOfIt(@ForAll long value) {
    assertEquals(Long.toString(value), text(buffer.clear().decimal(value)));
  }

  @Property
  void aHexadecimalHasItsLeadingZeros(@ForAll int value) {
    buffer.clear().utf8("........").hexadecimalAt(0, 8, value);
    assertEquals(String.format("%08x", value), text(buffer));
  }

  @Property
  void aBigEndianNumberIsWhatAByteBufferMakesOfIt(@ForAll long value) {
    buffer.clear().utf8("........").bigEndianAt(0, 8, value);
    assertEquals(value, java.nio.ByteBuffer.wrap(buffer.toByteArray()).getLong());
  }

  private static String text(WireBuffer buffer) {
    return new String(buffer.toByteArray(), StandardCharsets.UTF_8);
  }
}
