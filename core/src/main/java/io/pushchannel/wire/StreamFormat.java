package io.pushchannel.wire;

import io.pushchannel.Gap;
import java.time.Duration;

/** A wire format for an endless stream: messages, and the control events between them. */
public interface StreamFormat extends WireFormat {

  /** Appends the first event: the position and the interval of heartbeats. */
  void open(Position cursor, Duration heartbeat, WireBuffer out);

  /** Appends the announcement of a gap. */
  void gap(Gap gap, WireBuffer out);

  /** Appends the sign of life of an idle stream. */
  void heartbeat(WireBuffer out);

  /** Appends the request to reconnect after {@code retry}, and the end of the stream. */
  void bye(Duration retry, WireBuffer out);
}
