package io.pushchannel.wire;

import io.pushchannel.Gap;
import java.time.Duration;

/** A wire format for an endless stream: messages, and the control events between them. */
public interface StreamFormat extends WireFormat {

  /** Appends what comes first: the place asked for and how often to expect a sign of life. */
  void open(Position cursor, Duration heartbeat, WireBuffer out);

  /** Appends the announcement of a gap. */
  void gap(Gap gap, WireBuffer out);

  /** Appends the sign of life of an idle stream. */
  void heartbeat(WireBuffer out);

  /** Appends the request to go and come back after {@code retry}, and the stream's end. */
  void bye(Duration retry, WireBuffer out);
}
