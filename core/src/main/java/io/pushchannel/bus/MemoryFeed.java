package io.pushchannel.bus;

import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.spi.Feed;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.Block;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireFormat;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reader's position in the logs of its topics. A read holds the lock of the bus while it finds
 * the range, and while it encodes messages that no reader of this format has read before.
 */
final class MemoryFeed implements Feed {

  private final MemoryBus bus;
  private final WireFormat format;
  private final ReaderNotifier notifier;
  private final Position asked;
  private final MergedPositions readings = new MergedPositions();
  private long position;
  private Gap.@Nullable Reason gap;
  private @Nullable Runnable reader;
  private @Nullable Block block;
  private int offset;
  private int length;
  private boolean closed;

  /** Under the bus's lock. */
  MemoryFeed(
      MemoryBus bus,
      Collection<String> topics,
      Position after,
      WireFormat format,
      ReaderNotifier notifier) {
    this.bus = bus;
    this.format = format;
    this.notifier = notifier;
    boolean isPlace = after.isOf(bus.epoch()) && after.sequence() <= bus.head();
    boolean fromStart = !isPlace && !after.equals(Position.LATEST);
    this.position = isPlace ? after.sequence() : bus.head();
    for (String topic : topics) {
      readings.add(new TopicPosition(topic, bus.logs(), fromStart ? 0 : position));
    }
    if (fromStart) {
      readings.acceptLosses();
      position = readings.beforeNext(bus.head());
    }
    boolean isWord = after.equals(Position.LATEST) || after.equals(Position.EARLIEST);
    this.asked = isWord ? cursor() : after;
    if (fromStart && !isWord) {
      gap = after.isOf(bus.epoch()) ? Gap.Reason.AHEAD : Gap.Reason.EPOCH;
    }
  }

  @Override
  public int read(int maxBytes, int maxMessages) {
    bus.lock().lock();
    try {
      if (closed) {
        return 0;
      }
      if (!bus.isClosed()) {
        return isBehindGap() ? GAP : readNext(maxBytes, maxMessages);
      }
    } finally {
      bus.lock().unlock();
    }
    throw bus.closedFailure();
  }

  @Override
  public int readMessages(List<Message> into, int maxMessages) {
    bus.lock().lock();
    try {
      if (closed) {
        return 0;
      }
      if (!bus.isClosed()) {
        return isBehindGap() ? GAP : takeNext(into, maxMessages);
      }
    } finally {
      bus.lock().unlock();
    }
    throw bus.closedFailure();
  }

  @Override
  public Block block() {
    if (block == null) {
      throw new IllegalStateException("nothing was read yet");
    }
    return block;
  }

  @Override
  public int offset() {
    return offset;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public @Nullable Gap takeGap() {
    bus.lock().lock();
    try {
      if (closed || !isBehindGap() || gap == null) {
        return null;
      }
      Position after = gap == Gap.Reason.EVICTED ? cursor() : asked;
      position = readings.beforeNext(bus.head());
      Gap taken = new Gap(after.toCursor(), cursor().toCursor(), gap);
      gap = null;
      return taken;
    } finally {
      bus.lock().unlock();
    }
  }

  @Override
  public Position asked() {
    return asked;
  }

  @Override
  public Position cursor() {
    return new Position(bus.epoch(), position);
  }

  @Override
  public boolean isAvailable() {
    bus.lock().lock();
    try {
      return !closed && (bus.isClosed() || isBehindGap() || readings.hasNext());
    } finally {
      bus.lock().unlock();
    }
  }

  @Override
  public boolean hasGap() {
    bus.lock().lock();
    try {
      return !closed && isBehindGap();
    } finally {
      bus.lock().unlock();
    }
  }

  @Override
  public void onAvailable(Runnable newReader) {
    if (closed) {
      return;
    }
    leaveAll();
    reader = newReader;
    readings.forEach(reading -> wait(reading, newReader));
  }

  @Override
  public void subscribe(String topic) {
    if (closed || readings.of(topic) != null) {
      return;
    }
    TopicPosition reading = newReading(topic);
    if (reader != null) {
      wait(reading, reader);
    }
  }

  @Override
  public void unsubscribe(String topic) {
    TopicPosition reading = readings.of(topic);
    if (reading != null) {
      leave(reading);
      readings.remove(reading);
    }
  }

  @Override
  public int topics() {
    return readings.size();
  }

  @Override
  public void close() {
    leaveAll();
    closed = true;
  }

  /** Notices what was lost since the last read. */
  private boolean isBehindGap() {
    if (readings.acceptLosses() && gap == null) {
      gap = Gap.Reason.EVICTED;
    }
    return gap != null;
  }

  private int readNext(int maxBytes, int maxMessages) {
    TopicPosition next = readings.next();
    return next == null ? 0 : readRun(next, readings.turnEnd(), maxBytes, maxMessages);
  }

  private int readRun(TopicPosition reading, long turnEnd, int maxBytes, int maxMessages) {
    Segment segment = reading.nextSegment();
    int from = segment.index(reading.ordinal());
    int run = segment.indexAfter(turnEnd) - from;
    Encoding encoding = segment.encoding(format, bus.now());
    int to = encoding.rangeEnd(from, Math.min(run, maxMessages), maxBytes);
    block = encoding.block();
    block.retain();
    offset = encoding.start(from);
    length = encoding.start(to) - offset;
    position = segment.sequence(to - 1);
    reading.advance(to - from, position);
    bus.logs().evictOverTotal(); // an encoding may have grown
    return to - from;
  }

  private int takeNext(List<Message> into, int maxMessages) {
    int taken = 0;
    for (TopicPosition next = readings.next();
        next != null && taken < maxMessages;
        next = readings.next()) {
      Segment segment = next.nextSegment();
      int index = segment.index(next.ordinal());
      into.add(segment.message(index));
      position = segment.sequence(index);
      next.advance(1, position);
      taken++;
    }
    return taken;
  }

  private TopicPosition newReading(String topic) {
    bus.lock().lock();
    try {
      TopicPosition reading = new TopicPosition(topic, bus.logs(), bus.head());
      readings.add(reading);
      return reading;
    } finally {
      bus.lock().unlock();
    }
  }

  /**
   * Joins the waiting readers. A signal before that may have been missed, so this reader is called
   * if messages are available. A signal would call all other readers as well, once for each reader
   * that comes back after an outage.
   */
  private void wait(TopicPosition reading, Runnable waiting) {
    ReaderNotifier.ReaderGroup group;
    boolean available;
    bus.lock().lock();
    try {
      group = reading.join(notifier);
      available = bus.isClosed() || reading.isLost() || reading.hasNext() || gap != null;
    } finally {
      bus.lock().unlock();
    }
    group.add(waiting);
    if (available) {
      notifier.execute(() -> callIfWaiting(waiting));
    }
  }

  private void callIfWaiting(Runnable waiting) {
    if (!closed && reader == waiting) {
      waiting.run();
    }
  }

  private void leaveAll() {
    if (reader != null) {
      readings.forEach(this::leave);
    }
  }

  private void leave(TopicPosition reading) {
    ReaderNotifier.ReaderGroup group;
    bus.lock().lock();
    try {
      group = reading.leave(notifier);
    } finally {
      bus.lock().unlock();
    }
    if (group != null && reader != null) {
      group.remove(reader);
    }
  }
}
