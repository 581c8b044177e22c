package io.pushchannel.benchmarks.cost;

import io.pushchannel.Message;
import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.wire.JsonMessage;
import io.pushchannel.wire.WireBuffer;

/** Computes the size of a message on the wire from the format definitions, the L of the theory. */
final class MessageSizes {

  private MessageSizes() {}

  /** Returns the size of a message in bytes in a transport's wire format, including all framing. */
  static int of(Transport transport, Message message) {
    return switch (transport) {
      case SHORT_POLLING, LONG_POLLING -> json(message) + 1; // the comma before it
      case SSE -> chunk(event(message));
      case WEBSOCKET -> json(message) + (json(message) < 126 ? 2 : json(message) < 65536 ? 4 : 10);
    };
  }

  private static int json(Message message) {
    WireBuffer json = new WireBuffer();
    JsonMessage.write(message, json);
    return json.size();
  }

  /** Returns the size of an event whose data is one line of ASCII. */
  private static int event(Message message) {
    return ("event: " + message.topic() + "\nid: " + message.id() + "\ndata: \n\n").length()
        + message.data().length();
  }

  /** Returns the size of a chunk (RFC 9112, section 7.1): size in hexadecimal, CRLF, data, CRLF. */
  private static int chunk(int data) {
    return Integer.toHexString(data).length() + 2 + data + 2;
  }
}
