package io.pushchannel.cli.compare;

import io.pushchannel.Message;
import io.pushchannel.spi.JsonMessage;
import io.pushchannel.spi.WireBuffer;

/**
 * What one message takes on the wire, in bytes: the L of the theory.
 *
 * @param batch as an element of a batch, with its comma
 * @param sse as an event in a chunk of its own
 * @param webSocket as a text frame
 */
record MessageSizes(int batch, int sse, int webSocket) {

  static MessageSizes of(Message message) {
    WireBuffer json = new WireBuffer();
    JsonMessage.write(message, json);
    String event =
        "event: "
            + message.topic()
            + "\nid: "
            + message.id()
            + "\ndata: "
            + message.data()
            + "\n\n";
    return new MessageSizes(
        json.size() + 1,
        chunkSize(event.length()),
        json.size() + (json.size() < 126 ? 2 : json.size() < 1 << 16 ? 4 : 10));
  }

  /** RFC 9112, section 7.1: the size in hexadecimal, CRLF, the data, CRLF. */
  private static int chunkSize(int data) {
    return Integer.toHexString(data).length() + 2 + data + 2;
  }
}
