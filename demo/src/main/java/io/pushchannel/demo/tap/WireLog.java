package io.pushchannel.demo.tap;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went by lately, on all lanes: the events that nobody has taken yet, and the bytes of the
 * last ones. Bounded in both. From any thread.
 */
public final class WireLog {

  /** Events that wait to be taken; beyond it they are counted only. */
  private static final int MAX_WAITING = 4000;

  /** Of bytes kept for whoever asks, and of the events they belong to. */
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
   * @param bytes the first ones of them; {@link WireEvent#bytes} tells how many there were
   */
  public record Seen(WireEvent event, byte[] bytes) {}

  /**
   * What went by since somebody last took it.
   *
   * @param skipped how many events are not among {@code events}, because nobody took them in time
   */
  public record Taken(List<WireEvent> events, long skipped) {}

  /** An empty log. */
  public WireLog(Clock clock) {
    this.clock = clock;
  }

  /** Adds an event, gives it an id and its time, and returns the id. */
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

  /** Takes what waits. */
  public synchronized Taken take() {
    Taken taken = new Taken(waiting, skipped);
    waiting = new ArrayList<>();
    skipped = 0;
    return taken;
  }

  /** The event of this id and its bytes, if they are still kept. */
  public synchronized @Nullable Seen find(long id) {
    return kept.get(id);
  }

  /** A moment in milliseconds since 1970, with fractions. */
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
