package io.pushchannel.chaos;

import io.pushchannel.Cursor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Performs the events one after the other. Confined to one thread. */
final class EventRunner {

  private final ChaosEnvironment environment;
  private final List<Reader> readers;
  private final SteadyPublisher steady;
  private final TextGenerator texts;
  private final CountDownLatch finish;
  private int restarts;
  private int newBuses;

  EventRunner(
      ChaosEnvironment environment,
      List<Reader> readers,
      SteadyPublisher steady,
      long seed,
      CountDownLatch finish) {
    this.environment = environment;
    this.readers = readers;
    this.steady = steady;
    this.texts = new TextGenerator("burst", seed);
    this.finish = finish;
  }

  int restarts() {
    return restarts;
  }

  int newBuses() {
    return newBuses;
  }

  void perform(Event event) throws InterruptedException {
    if (event instanceof Event.Restart restart) {
      restarts++;
      environment.stopServer();
      pause(restart.away());
      environment.startServer();
    } else if (event instanceof Event.NewBus newBus) {
      newBuses++;
      environment.stopServer();
      environment.replaceBus();
      pause(newBus.away());
      environment.startServer();
    } else if (event instanceof Event.CutAll cut) {
      environment.proxy(cut.transport()).cutAll();
    } else if (event instanceof Event.HalfOpenAll halfOpen) {
      environment.proxy(halfOpen.transport()).halfOpenAll();
    } else if (event instanceof Event.Refuse refuse) {
      environment.proxy(refuse.transport()).refuse(true);
    } else if (event instanceof Event.Allow allow) {
      environment.proxy(allow.transport()).refuse(false);
    } else if (event instanceof Event.Slow slow) {
      readers.get(slow.reader()).pauseAtNextMessage(slow.pause());
    } else if (event instanceof Event.MoveOn move) {
      readers.get(move.reader()).moveOn(move.transport(), move.topics());
    } else if (event instanceof Event.StartOver over) {
      Cursor start = over.earliest() ? Cursor.EARLIEST : Cursor.LATEST;
      readers.get(over.reader()).startOver(over.transport(), over.topics(), start);
    } else if (event instanceof Event.Burst burst) {
      for (int i = 0; i < burst.messages(); i++) {
        environment.bus().publish(burst.topic(), texts.next(burst.maxSize()));
      }
    } else if (event instanceof Event.Publishing publishing) {
      steady.publish(publishing);
    }
  }

  private void pause(Duration away) throws InterruptedException {
    finish.await(away.toMillis(), TimeUnit.MILLISECONDS);
  }
}
