package io.pushchannel.websocket;

import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.wire.JsonMessage;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.StreamFormat;
import io.pushchannel.wire.WireBuffer;
import java.time.Duration;
import org.java_websocket.framing.CloseFrame;

/**
 * The frames of the server: text frames with one JSON object each, a message or a control object.
 * The log keeps the frames as they are sent.
 */
public final class WebSocketFormat implements StreamFormat {

  /** The one format, so that all connections share one encoding. */
  public static final WebSocketFormat INSTANCE = new WebSocketFormat();

  private WebSocketFormat() {}

  @Override
  public void encode(Message message, WireBuffer out) {
    int start = out.size();
    JsonMessage.write(message, out);
    ServerFrame.text(start, out);
  }

  @Override
  public void open(Position cursor, Duration heartbeat, WireBuffer out) {
    int start = out.size();
    // a client may request any text, so it is escaped
    out.utf8("{\"control\":\"open\",\"cursor\":").jsonString(cursor.toString());
    out.utf8(",\"heartbeat\":").decimal(heartbeat.toMillis()).octet('}');
    ServerFrame.text(start, out);
  }

  @Override
  public void gap(Gap gap, WireBuffer out) {
    int start = out.size();
    out.utf8("{\"control\":\"gap\",");
    JsonMessage.writeFields(gap, out);
    out.octet('}');
    ServerFrame.text(start, out);
  }

  @Override
  public void heartbeat(WireBuffer out) {
    ServerFrame.ping(out);
  }

  @Override
  public void bye(Duration retry, WireBuffer out) {
    int start = out.size();
    out.utf8("{\"control\":\"bye\",\"retry\":").decimal(retry.toMillis()).octet('}');
    ServerFrame.text(start, out);
    ServerFrame.close(CloseFrame.GOING_AWAY, "come back", out);
  }
}
