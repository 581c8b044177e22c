package io.pushchannel.chaos;

import java.util.SplittableRandom;

/** Generates unique texts of random size that contain characters which are easily corrupted. */
final class TextGenerator {

  private static final String[] HARD = {
    "\n",
    "\n\n",
    "\"",
    "\\",
    "\u0000",
    "é",
    "\ud83d\ude00",
    "data: ",
    "id: 1\n",
    ": ",
    "\u2028",
    "x"
  };

  private final String name;
  private final SplittableRandom random;
  private long count;

  TextGenerator(String name, long seed) {
    this.name = name;
    this.random = new SplittableRandom(seed);
  }

  /** Returns the next text, of up to about {@code maxSize} characters. */
  String next(int maxSize) {
    count++;
    StringBuilder text = new StringBuilder(name).append(' ').append(count).append(' ');
    for (int left = random.nextInt(maxSize); left > 0; left -= 16) {
      text.append(HARD[random.nextInt(HARD.length)]).append("0123456789abcde", 0, 15);
    }
    return text.toString();
  }
}
