package io.pushchannel.chaos;

import io.pushchannel.Cursor;
import io.pushchannel.spi.PushTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * One chaos run. Readers use all transports at the same time, behind proxies that inject faults.
 * Meanwhile the server restarts, buses are replaced, retention runs out, and readers are slow and
 * change their transports and topics. Then all faults end, every reader must receive the remaining
 * messages, and the {@link HistoryChecker} checks the history of each channel.
 *
 * <p><b>A seed determines</b> the events and their times, the retention, the texts, the order of
 * topics, and the faults on the nth connection of each transport. <b>A seed does not determine</b>
 * the scheduling of threads and sockets. Therefore the number of connections, the bytes on a
 * connection at the time of its fault, and the lost messages vary. A seed that has revealed a
 * defect may need several runs to reveal it again.
 *
 * <p>A run takes a few seconds longer than its length. It keeps the received messages in memory
 * until they are checked, about ten megabytes per minute. For a longer test, use several runs.
 */
public final class Chaos {

  private static final long TIMEOUT_SECONDS = 30;
  private static final long POLL_MILLIS = 10;

  private final long seed;
  private final EventSchedule schedule;
  private final List<PushTransport> transports;
  private final PublishedLog log = new PublishedLog();
  private final List<Counts> counts = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();

  /** Counted down when the run must end soon. */
  private final CountDownLatch finish = new CountDownLatch(1);

  private int restarts;
  private int newBuses;

  /**
   * Creates a run.
   *
   * @param seed determines events and faults
   * @param length duration of the events
   * @param transports the transports to test, with short intervals, so that much happens
   */
  public Chaos(long seed, Duration length, List<PushTransport> transports) {
    this.seed = seed;
    this.schedule = EventSchedule.of(seed, length, transports.size());
    this.transports = List.copyOf(transports);
    transports.forEach(each -> counts.add(new Counts()));
  }

  /** Skips the remaining events and proceeds to the check. Thread-safe and non-blocking. */
  public void finishEarly() {
    finish.countDown();
  }

  /** Runs, and returns after everything is checked and closed. May be called only once. */
  public ChaosReport run() throws InterruptedException {
    long began = System.nanoTime();
    try (ChaosEnvironment environment =
        new ChaosEnvironment(seed, transports, log, schedule.retention(), counts)) {
      openReaders(environment);
      runEvents(environment);
      for (Reader reader : readers) {
        reader.close(true);
      }
    }
    checkHistories();
    return new ChaosReport(
        Duration.ofNanos(System.nanoTime() - began),
        log.count(),
        restarts,
        newBuses,
        readers.stream().mapToInt(reader -> reader.histories().size()).sum(),
        IntStream.range(0, counts.size())
            .mapToObj(i -> counts.get(i).row(transports.get(i).name()))
            .toList(),
        List.copyOf(violations));
  }

  private void openReaders(ChaosEnvironment environment) {
    for (int i = 0; i < schedule.readers(); i++) {
      Set<String> topics = Set.of(schedule.topics().get(i % schedule.topics().size()));
      readers.add(
          new Reader(
              i,
              environment,
              transport -> new HistoryRecorder(log, counts.get(transport), finish),
              i % transports.size(),
              topics,
              Cursor.EARLIEST));
    }
  }

  private void runEvents(ChaosEnvironment environment) throws InterruptedException {
    Event first = schedule.events().get(0).event();
    SteadyPublisher steady = new SteadyPublisher(environment, seed, (Event.Publishing) first);
    KeyedPublisher keyed = new KeyedPublisher(readers, schedule.topics(), counts, log, seed);
    EventRunner eventRunner = new EventRunner(environment, readers, steady, seed, finish);
    steady.start();
    keyed.start();
    long began = System.nanoTime();
    for (EventSchedule.Timed timed : schedule.events()) {
      long wait = timed.at().toNanos() - (System.nanoTime() - began);
      if (finish.await(Math.max(0, wait), TimeUnit.NANOSECONDS)) {
        break;
      }
      eventRunner.perform(timed.event());
    }
    restarts = eventRunner.restarts();
    newBuses = eventRunner.newBuses();
    finish.countDown();
    environment.endFaults();
    steady.stop();
    keyed.stop(TIMEOUT_SECONDS);
    violations.addAll(keyed.violations());
    awaitRemainingMessages(environment.bus());
  }

  /** Publishes a last message on each topic, and waits until all readers have received theirs. */
  private void awaitRemainingMessages(RecordingBus bus) throws InterruptedException {
    await(() -> readers.stream().allMatch(Reader::hasPosition));
    schedule.topics().forEach(topic -> bus.publish(topic, "the last of " + topic));
    await(() -> readers.stream().allMatch(reader -> reader.hasReachedEnd(log)));
  }

  /** Waits for a limited time. After a timeout, the check reports the missing messages. */
  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  private void checkHistories() {
    int retained = schedule.retained();
    for (Reader reader : readers) {
      violations.addAll(reader.violations());
      for (ChannelHistory history : reader.histories()) {
        HistoryChecker.Result result = HistoryChecker.check(history, log, retained);
        violations.addAll(result.violations());
        counts.get(indexOf(history.transport())).covered(result.covered());
      }
    }
    violations.addAll(IdempotencyChecker.check(log, schedule.topics(), retained));
  }

  private int indexOf(String transport) {
    return IntStream.range(0, transports.size())
        .filter(i -> transports.get(i).name().equals(transport))
        .findFirst()
        .orElseThrow();
  }
}
