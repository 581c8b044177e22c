package io.pushchannel.cli;

import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.spi.JsonMessage;
import io.pushchannel.spi.WireBuffer;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** How {@code tail} writes what it hears on standard output. */
enum MessagePrinter {
  /** The data alone. */
  DATA {
    @Override
    void print(Message message, PrintWriter out) {
      out.println(message.data());
    }
  },

  /** The data after the name of its topic. */
  TOPIC_AND_DATA {
    @Override
    void print(Message message, PrintWriter out) {
      out.println(message.topic() + ": " + message.data());
    }
  },

  /** A JSON object a line, for messages and gaps. */
  JSON {
    @Override
    void print(Message message, PrintWriter out) {
      WireBuffer line = new WireBuffer();
      JsonMessage.write(message, line);
      out.println(text(line));
    }

    @Override
    void print(Gap gap, PrintWriter out) {
      WireBuffer line = new WireBuffer().utf8("{\"gap\":{");
      JsonMessage.writeFields(gap, line);
      out.println(text(line.utf8("}}")));
    }
  };

  abstract void print(Message message, PrintWriter out);

  /** Writes nothing where there is no form for a gap: standard error tells of it anyway. */
  void print(Gap gap, PrintWriter out) {}

  private static String text(WireBuffer line) {
    return new String(line.array(), 0, line.size(), StandardCharsets.UTF_8);
  }
}
