package io.pushchannel.spi;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import java.time.Duration;

/** Receives the events of one attempt. Called on the thread of the attempt only. */
public interface Receiver {

  /**
   * The server has responded and will deliver the messages after {@code cursor}. Called again when
   * the server repeats it; polling reports the cursor of each batch after its messages.
   */
  void opened(Cursor cursor);

  /** There is a gap before the next message. */
  void gap(Gap gap);

  /** There is a message. May block while the application is busy. */
  void message(Message message);

  /** The server requests a pause before the next attempt. */
  void retryAfter(Duration retry);
}
