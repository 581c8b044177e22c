package io.pushchannel.demo.tap;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The recent events of all lanes: those that have not been taken yet, and the bytes of the last
 * ones. Both parts are bounded. Thread-safe.
 */
public final class WireLog {

  /** Maximum number of events that wait for {@link #take()}; further events are only counted. */
  private static final int MAX_WAITING = 4000;

  /** Maximum size of all kept bytes. {@link #MAX_KEPT} limits the number of their events. */
  private static final long MAX_BYTES = 8L << 20;

  private static final int MAX_KEPT = 20_000;

  private final Clock clock;
  private final Map<Long, Seen> kept = new LinkedHashMap<>();
  private List<WireEvent> waiting = new ArrayList<>();
  private long keptBytes;
  private long lastId;
  private long skipped;

  /**
   * An event and its bytes.
   *
   * @param event the event
   * @param bytes its first bytes; {@link WireEvent#bytes} is the full size
   */
  public record Seen(WireEvent event, byte[] bytes) {}

  /**
   * The events since the previous call of {@link #take()}.
   *
   * @param events the events, oldest first
   * @param skipped number of events that were dropped because too many were waiting
   */
  public record Taken(List<WireEvent> events, long skipped) {}

  /** Creates an empty log. */
  public WireLog(Clock clock) {
    this.clock = clock;
  }

  /** Adds an event with a new id and the current time, and returns the id. */
  synchronized long add(WireEvent event, byte[] bytes) {
    long id = ++lastId;
    WireEvent added =
        new WireEvent(
            id,
            millis(clock.instant()),
            event.lane(),
            event.client(),
            event.connection(),
            event.up(),
            event.kind(),
            event.label(),
            event.bytes(),
            event.request() == 0 && event.kind() == Kind.REQUEST ? id : event.request());
    keep(added, bytes);
    if (waiting.size() < MAX_WAITING) {
      waiting.add(added);
    } else {
      skipped++;
    }
    return id;
  }

  /** Removes and returns the waiting events. */
  public synchronized Taken take() {
    Taken taken = new Taken(waiting, skipped);
    waiting = new ArrayList<>();
    skipped = 0;
    return taken;
  }

  /** Returns the event with this id and its bytes, or null if they are no longer kept. */
  public synchronized @Nullable Seen find(long id) {
    return kept.get(id);
  }

  /** Converts a time to milliseconds since 1970, with fractions. */
  public static double millis(Instant at) {
    return at.getEpochSecond() * 1e3 + at.getNano() / 1e6;
  }

  private void keep(WireEvent event, byte[] bytes) {
    kept.put(event.id(), new Seen(event, bytes));
    keptBytes += bytes.length;
    var oldest = kept.values().iterator();
    while (keptBytes > MAX_BYTES || kept.size() > MAX_KEPT) {
      keptBytes -= oldest.next().bytes().length;
      oldest.remove();
    }
  }
}
