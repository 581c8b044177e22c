package io.pushchannel.bus;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.MessageLog;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireBuffer;
import io.pushchannel.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a feed as text: one {@code topic=data} a message, {@code gap reason} a gap. */
final class TextReader {

  static final WireFormat FORMAT =
      (Message message, WireBuffer out) ->
          out.utf8(message.topic()).octet('=').utf8(message.data()).octet('\n');

  final Feed feed;

  TextReader(MessageLog log, Cursor after, String... topics) {
    this(log, new ReaderNotifier(Runnable::run), after, topics);
  }

  TextReader(MessageLog log, ReaderNotifier notifier, Cursor after, String... topics) {
    feed = log.open(Set.of(topics), Position.of(after), FORMAT, notifier);
  }

  /** What there is now. */
  List<String> readAll() {
    return readAll(Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  /** What there is now, read in small pieces. */
  List<String> readAll(int maxBytes, int maxMessages) {
    List<String> received = new ArrayList<>();
    for (int read = feed.read(maxBytes, maxMessages);
        read != 0;
        read = feed.read(maxBytes, maxMessages)) {
      if (read == Feed.GAP) {
        Gap gap = feed.takeGap();
        received.add("gap " + gap.reason());
      } else {
        List<String> messages = text().lines().toList();
        if (messages.size() != read) {
          throw new AssertionError("expected " + read + " messages, was " + messages);
        }
        received.addAll(messages);
      }
    }
    return received;
  }

  private String text() {
    byte[] bytes = new byte[feed.length()];
    feed.block().bytes().get(feed.offset(), bytes);
    feed.block().release();
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
