package io.pushchannel.lines;

import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.wire.Chunk;
import io.pushchannel.wire.JsonMessage;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.StreamFormat;
import io.pushchannel.wire.WireBuffer;
import java.time.Duration;

/**
 * One JSON object per line: a message, or a control object with a field {@code control}. JSON
 * escapes line ends, so no text can end a line. An empty line is a heartbeat.
 */
final class LinesFormat implements StreamFormat {

  static final String TYPE = "application/x-ndjson";

  static final LinesFormat CHUNKED = new LinesFormat(true);
  static final LinesFormat PLAIN = new LinesFormat(false);

  private final boolean chunked;

  private LinesFormat(boolean chunked) {
    this.chunked = chunked;
  }

  @Override
  public void encode(Message message, WireBuffer out) {
    int start = out.size();
    JsonMessage.write(message, out);
    endLine(start, out);
  }

  @Override
  public void open(Position cursor, Duration heartbeat, WireBuffer out) {
    int start = out.size();
    out.utf8("{\"control\":\"open\",\"cursor\":").jsonString(cursor.toString());
    out.utf8(",\"heartbeat\":").decimal(heartbeat.toMillis()).octet('}');
    endLine(start, out);
  }

  @Override
  public void gap(Gap gap, WireBuffer out) {
    int start = out.size();
    out.utf8("{\"control\":\"gap\",");
    JsonMessage.writeFields(gap, out);
    out.octet('}');
    endLine(start, out);
  }

  @Override
  public void heartbeat(WireBuffer out) {
    endLine(out.size(), out);
  }

  @Override
  public void bye(Duration retry, WireBuffer out) {
    int start = out.size();
    out.utf8("{\"control\":\"bye\",\"retry\":").decimal(retry.toMillis()).octet('}');
    endLine(start, out);
    if (chunked) {
      Chunk.last(out);
    }
  }

  private void endLine(int start, WireBuffer out) {
    out.octet('\n');
    if (chunked) {
      Chunk.frame(start, out);
    }
  }
}
