package io.pushchannel.benchmarks.cost;

import io.pushchannel.Message;
import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.spi.JsonMessage;
import io.pushchannel.spi.WireBuffer;

/** What one message takes on the wire by the formats' definition, in bytes: the L of the theory. */
final class MessageSizes {

  private MessageSizes() {}

  /** The bytes of a message in the wire format of a transport, with all that frames it. */
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

  /** An event of one line of ASCII. */
  private static int event(Message message) {
    return ("event: " + message.topic() + "\nid: " + message.id() + "\ndata: \n\n").length()
        + message.data().length();
  }

  /** RFC 9112, section 7.1: the size in hexadecimal, CRLF, the data, CRLF. */
  private static int chunk(int data) {
    return Integer.toHexString(data).length() + 2 + data + 2;
  }
}
