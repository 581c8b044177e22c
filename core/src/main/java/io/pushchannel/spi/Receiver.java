package io.pushchannel.spi;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import java.time.Duration;

/** What an attempt tells of what it hears. Called on the attempt's own thread only. */
public interface Receiver {

  /**
   * The server has answered and will deliver what comes after {@code cursor}. Told again whenever
   * the server says so again; polling tells the cursor of each batch after its messages.
   */
  void opened(Cursor cursor);

  /** There is a gap before the next message. */
  void gap(Gap gap);

  /** There is a message. May block while the application is busy. */
  void message(Message message);

  /** The server asks to stay away for {@code retry} before the next attempt. */
  void retryAfter(Duration retry);
}
