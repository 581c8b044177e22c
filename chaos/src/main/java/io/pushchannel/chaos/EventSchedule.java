package io.pushchannel.chaos;

import io.pushchannel.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The events of a run with their times, drawn before the run begins. The same seed, length and
 * number of transports give the same events.
 *
 * @param topics all topics
 * @param retention the retention of the bus
 * @param readers number of readers; reader i starts with transport i modulo their number
 * @param events the events in order of time
 */
record EventSchedule(List<String> topics, Retention retention, int readers, List<Timed> events) {

  /**
   * An event and its time.
   *
   * @param at time since the beginning of the run; earlier events may delay this one
   * @param event the event
   */
  record Timed(Duration at, Event event) {}

  private static final int TOPICS = 8;

  /** More than the size of all messages that a run retains by number. */
  private static final long TOTAL_BYTES = 256L << 20;

  private static final int READERS_EACH = 4;
  private static final int MIN_GAP_MILLIS = 20;
  private static final int MAX_GAP_MILLIS = 250;
  private static final int MAX_REFUSED_MILLIS = 1_000;
  private static final int MAX_BURST_BYTES = 512 << 10;

  static EventSchedule of(long seed, Duration length, int transports) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> topics = IntStream.range(0, TOPICS).mapToObj(each -> "topic/" + each).toList();
    Retention retention = retention(random);
    int readers = READERS_EACH * transports;
    RandomEvents randomEvents = new RandomEvents(random, topics, transports, readers);
    List<Timed> events = new ArrayList<>();
    events.add(new Timed(Duration.ZERO, randomEvents.publishing()));
    long at = 0;
    while (at < length.toMillis()) {
      at += random.nextInt(MIN_GAP_MILLIS, MAX_GAP_MILLIS);
      Event event = randomEvents.event();
      events.add(new Timed(Duration.ofMillis(at), event));
      if (event instanceof Event.Refuse refuse) {
        Duration over = Duration.ofMillis(at + random.nextInt(MAX_REFUSED_MILLIS));
        events.add(new Timed(over, new Event.Allow(refuse.transport())));
      }
    }
    events.sort(Comparator.comparing(Timed::at));
    return new EventSchedule(topics, retention, readers, List.copyOf(events));
  }

  /**
   * Returns the number of messages that the bus retains per topic; 0 if it may evict messages for
   * another reason.
   */
  int retained() {
    boolean onlyByCount =
        retention.topics() >= topics.size()
            && retention.topicDefault().age().equals(Retention.DEFAULT.topicDefault().age())
            && retention.totalBytes() == TOTAL_BYTES;
    return onlyByCount ? retention.topicDefault().messages() : 0;
  }

  /** Draws a retention of few messages; in half of all cases another limit is reached first. */
  private static Retention retention(SplittableRandom random) {
    Retention few =
        Retention.builder()
            .messages(50 << random.nextInt(5))
            .bytes(TOTAL_BYTES)
            .totalBytes(TOTAL_BYTES)
            .build();
    return switch (random.nextInt(6)) {
      case 0 -> few.toBuilder().topics(TOPICS - 2).build();
      case 1 -> few.toBuilder().age(Duration.ofSeconds(1)).build();
      case 2 -> few.toBuilder().totalBytes(1 << 20).build();
      default -> few;
    };
  }

  /** Draws random events. */
  private record RandomEvents(
      SplittableRandom random, List<String> topics, int transports, int readers) {

    Event event() {
      int drawn = random.nextInt(100);
      if (drawn < 3) {
        return new Event.Restart(millis(0, 800));
      } else if (drawn < 5) {
        return new Event.NewBus(millis(0, 500));
      } else if (drawn < 15) {
        return new Event.CutAll(transport());
      } else if (drawn < 18) {
        return new Event.HalfOpenAll(transport());
      } else if (drawn < 21) {
        return new Event.Refuse(transport());
      } else if (drawn < 40) {
        return new Event.Slow(reader(), millis(50, 2_000));
      } else if (drawn < 63) {
        return new Event.MoveOn(reader(), transport(), someTopics(3));
      } else if (drawn < 68) {
        return new Event.StartOver(reader(), transport(), someTopics(3), random.nextBoolean());
      } else if (drawn < 90) {
        int power = random.nextInt(11);
        return new Event.Burst(topic(), 1 << power, MAX_BURST_BYTES >> power);
      }
      return publishing();
    }

    Event publishing() {
      int maxSize = 1 << random.nextInt(4, 15);
      return new Event.Publishing(someTopics(TOPICS), random.nextInt(50, 600), maxSize);
    }

    private int transport() {
      return random.nextInt(transports);
    }

    private int reader() {
      return random.nextInt(readers);
    }

    private String topic() {
      return topics.get(random.nextInt(topics.size()));
    }

    /** Draws one topic with probability 1/2, otherwise up to {@code most} topics. */
    private Set<String> someTopics(int most) {
      Set<String> some = new LinkedHashSet<>();
      for (int i = random.nextBoolean() ? 1 : random.nextInt(1, most + 1); i > 0; i--) {
        some.add(topic());
      }
      return some;
    }

    private Duration millis(int from, int to) {
      return Duration.ofMillis(random.nextInt(from, to));
    }
  }
}
