package io.pushchannel.chaos;

import io.pushchannel.Cursor;
import io.pushchannel.MessageBus;
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
 * messages, and the {@link Ledger} is balanced.
 *
 * <p><b>A seed determines</b> the events and their times, the retention, the texts, the order of
 * topics, and the faults on the nth connection of each transport. <b>A seed does not determine</b>
 * the scheduling of threads and sockets. Therefore the number of connections, the bytes on a
 * connection at the time of its fault, and the lost messages vary. A seed that has revealed a
 * defect may need several runs to reveal it again.
 *
 * <p>A run takes a few seconds longer than its length. It keeps the received messages in memory
 * until they are balanced, about ten megabytes per minute. For a longer test, use several runs.
 */
public final class Chaos {

  private static final long PATIENCE_SECONDS = 30;
  private static final long LOOK_MILLIS = 10;

  private final long seed;
  private final Schedule schedule;
  private final List<PushTransport> transports;
  private final Truth truth = new Truth();
  private final List<Counts> counts = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();
  private final List<Imbalance> imbalances = new ArrayList<>();

  /** Counted down when the run must end soon. */
  private final CountDownLatch hurry = new CountDownLatch(1);

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
    this.schedule = Schedule.of(seed, length, transports.size());
    this.transports = List.copyOf(transports);
    transports.forEach(each -> counts.add(new Counts()));
  }

  /** Skips the remaining events and proceeds to the balance. Thread-safe and non-blocking. */
  public void hurry() {
    hurry.countDown();
  }

  /** Runs, and returns after everything is balanced and closed. May be called only once. */
  public ChaosReport run() throws InterruptedException {
    long began = System.nanoTime();
    try (Scene scene = new Scene(seed, transports, truth, schedule.retention(), counts)) {
      openReaders(scene);
      conduct(scene);
      for (Reader reader : readers) {
        reader.close(true);
      }
    }
    balance();
    return new ChaosReport(
        Duration.ofNanos(System.nanoTime() - began),
        truth.count(),
        restarts,
        newBuses,
        readers.stream().mapToInt(reader -> reader.accounts().size()).sum(),
        IntStream.range(0, counts.size())
            .mapToObj(i -> counts.get(i).row(transports.get(i).name()))
            .toList(),
        List.copyOf(imbalances));
  }

  private void openReaders(Scene scene) {
    for (int i = 0; i < schedule.readers(); i++) {
      Set<String> topics = Set.of(schedule.topics().get(i % schedule.topics().size()));
      readers.add(
          new Reader(
              i,
              scene,
              transport -> new Hearing(truth, counts.get(transport), hurry),
              i % transports.size(),
              topics,
              Cursor.EARLIEST));
    }
  }

  private void conduct(Scene scene) throws InterruptedException {
    Event first = schedule.events().get(0).event();
    SteadyPublisher steady = new SteadyPublisher(scene, seed, (Event.Publishing) first);
    KeyedPublisher keyed = new KeyedPublisher(readers, schedule.topics(), counts, truth, seed);
    Conductor conductor = new Conductor(scene, readers, steady, seed, hurry);
    steady.start();
    keyed.start();
    long began = System.nanoTime();
    for (Schedule.Timed timed : schedule.events()) {
      long wait = timed.at().toNanos() - (System.nanoTime() - began);
      if (hurry.await(Math.max(0, wait), TimeUnit.NANOSECONDS)) {
        break;
      }
      conductor.perform(timed.event());
    }
    restarts = conductor.restarts();
    newBuses = conductor.newBuses();
    hurry.countDown();
    scene.calm();
    steady.stop();
    keyed.stop(PATIENCE_SECONDS);
    imbalances.addAll(keyed.imbalances());
    hearTheRest(scene.bus());
  }

  /** Publishes a last message on each topic, and waits until all readers have received theirs. */
  private void hearTheRest(MessageBus bus) throws InterruptedException {
    await(() -> readers.stream().allMatch(Reader::hasPlace));
    schedule.topics().forEach(topic -> bus.publish(topic, "the last of " + topic));
    await(() -> readers.stream().allMatch(reader -> reader.isThrough(truth)));
  }

  /** Waits for a limited time. After a timeout, the ledger reports the missing messages. */
  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private void balance() {
    int retained = schedule.retained();
    for (Reader reader : readers) {
      imbalances.addAll(reader.imbalances());
      for (Account account : reader.accounts()) {
        Ledger.Balance balance = Ledger.of(account, truth, retained);
        imbalances.addAll(balance.imbalances());
        counts.get(indexOf(account.transport())).covered(balance.covered());
      }
    }
    imbalances.addAll(Keys.check(truth, schedule.topics(), retained));
  }

  private int indexOf(String transport) {
    return IntStream.range(0, transports.size())
        .filter(i -> transports.get(i).name().equals(transport))
        .findFirst()
        .orElseThrow();
  }
}
