package io.pushchannel.testkit.chaos;

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
 * One run: readers by all transports at the same time, behind proxies where connections go wrong,
 * while the server restarts, buses begin anew, readers are slow and change their transport and
 * their topics, and retention runs out. Then everything calms down, everyone has to hear the rest,
 * and the {@link Ledger} is balanced.
 *
 * <p><b>What a seed repeats:</b> the events and their times, the retention, the texts and the order
 * in which the publishers choose topics, and what goes wrong on the nth connection of each
 * transport. <b>What it does not:</b> how threads and sockets take turns, hence how many
 * connections there are, what each carries when its fault strikes, and which messages are lost. A
 * seed that has shown a defect may have to run a few times to show it again.
 *
 * <p>A run lasts its length and a few seconds, and keeps what was heard in memory until it is
 * balanced: a minute takes some ten megabytes. For more, make several runs.
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

  /** Open when the run is to come to its end. */
  private final CountDownLatch hurry = new CountDownLatch(1);

  private int restarts;
  private int newBuses;

  /** A run of these transports; they should be quick, so that much can happen. */
  public Chaos(long seed, Duration length, List<PushTransport> transports) {
    this.seed = seed;
    this.schedule = Schedule.of(seed, length, transports.size());
    this.transports = List.copyOf(transports);
    transports.forEach(each -> counts.add(new Counts()));
  }

  /** Ends what happens and goes on to the balance. From any thread; returns at once. */
  public void hurry() {
    hurry.countDown();
  }

  /** Runs, and returns when everything is balanced and closed. Once. */
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

  /** Who stands somewhere must hear a last message of each topic. */
  private void hearTheRest(MessageBus bus) throws InterruptedException {
    await(() -> readers.stream().allMatch(Reader::hasPlace));
    schedule.topics().forEach(topic -> bus.publish(topic, "the last of " + topic));
    await(() -> readers.stream().allMatch(reader -> reader.isThrough(truth)));
  }

  /** Waits, but not for ever: the ledger tells what is missing. */
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
