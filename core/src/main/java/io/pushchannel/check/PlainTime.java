package io.pushchannel.check;

import java.time.Duration;

/** Durations as messages show them: {@code 500 ms}, {@code 1 s}, {@code 2 min}. */
public final class PlainTime {

  private static final int MIN_MINUTES = 2;

  private PlainTime() {}

  /** Returns {@code time} in the largest unit that needs no fraction. */
  public static String of(Duration time) {
    long millis = time.toMillis();
    if (millis % 1000 != 0 || millis == 0) {
      return millis + " ms";
    }
    boolean isMinutes = millis % 60_000 == 0 && time.toMinutes() >= MIN_MINUTES;
    return isMinutes ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }
}
