package io.pushchannel.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts that are difficult for wire formats. */
final class DifficultTexts {

  private static final List<String> KNOWN =
      List.of(
          "",
          "\n",
          "two\nlines",
          "ends in a line\n",
          "\n\nbegins with two",
          " leading space",
          "\ttab",
          "data: x\n\nid: 1\nevent: forged",
          ": comment",
          "0\n\n",
          "nul \u0000 and \u001f and \u007f and \u0085",
          "quotes \" and \\ backslashes / and \u2028 \u2029",
          "umlauts äöü, emoji \ud83d\ude00, \ufeff mark, \uffff end",
          "\ufeff",
          "{\"json\":[1,2,{\"deep\":null}]}",
          "{\"control\":\"bye\",\"retry\":1}");

  private DifficultTexts() {}

  /** Returns known difficult texts, all control characters, 200 random texts, and one of 1 MiB. */
  static List<String> all() {
    List<String> texts = new ArrayList<>(KNOWN);
    for (char control = 0; control < ' '; control++) {
      if (control != '\r') {
        texts.add("a" + control + "b");
      }
    }
    Random random = new Random(42);
    for (int i = 0; i < 200; i++) {
      texts.add(random(random));
    }
    texts.add("1 MiB ".repeat((1 << 20) / 6));
    return texts;
  }

  private static String random(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(60); length > 0; length--) {
      int codePoint = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1);
      boolean isSurrogate =
          codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
      if (!isSurrogate && codePoint != '\r') {
        text.appendCodePoint(codePoint);
      }
    }
    return text.toString();
  }
}
