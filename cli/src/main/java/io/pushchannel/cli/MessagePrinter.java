package io.pushchannel.cli;

import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.wire.JsonMessage;
import io.pushchannel.wire.WireBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Forms in which {@code tail} prints messages and gaps. */
enum MessagePrinter {
  /** The data alone. */
  DATA {
    @Override
    String line(Message message) {
      return message.data();
    }
  },

  /** The data after the name of its topic. */
  TOPIC_AND_DATA {
    @Override
    String line(Message message) {
      return message.topic() + ": " + message.data();
    }
  },

  /** A JSON object a line, for messages and gaps. */
  JSON {
    @Override
    String line(Message message) {
      WireBuffer line = new WireBuffer();
      JsonMessage.write(message, line);
      return text(line);
    }

    @Override
    String line(Gap gap) {
      WireBuffer line = new WireBuffer().utf8("{\"gap\":{");
      JsonMessage.writeFields(gap, line);
      return text(line.utf8("}}"));
    }
  };

  abstract String line(Message message);

  /** Returns null where there is no form for a gap: standard error reports it anyway. */
  @Nullable String line(Gap gap) {
    return null;
  }

  private static String text(WireBuffer line) {
    return new String(line.array(), 0, line.size(), StandardCharsets.UTF_8);
  }
}
