package io.pushchannel.chaos;

import io.pushchannel.Cursor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Performs the events one after the other. Confined to one thread. */
final class Conductor {

  private final Scene scene;
  private final List<Reader> readers;
  private final SteadyPublisher steady;
  private final Texts texts;
  private final CountDownLatch hurry;
  private int restarts;
  private int newBuses;

  Conductor(
      Scene scene, List<Reader> readers, SteadyPublisher steady, long seed, CountDownLatch hurry) {
    this.scene = scene;
    this.readers = readers;
    this.steady = steady;
    this.texts = new Texts("burst", seed);
    this.hurry = hurry;
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
      scene.stopServer();
      stayAway(restart.away());
      scene.startServer();
    } else if (event instanceof Event.NewBus newBus) {
      newBuses++;
      scene.stopServer();
      scene.replaceBus();
      stayAway(newBus.away());
      scene.startServer();
    } else if (event instanceof Event.CutAll cut) {
      scene.proxy(cut.transport()).cutAll();
    } else if (event instanceof Event.VanishAll vanish) {
      scene.proxy(vanish.transport()).stallAll();
    } else if (event instanceof Event.Refuse refuse) {
      scene.proxy(refuse.transport()).refuse(true);
    } else if (event instanceof Event.Allow allow) {
      scene.proxy(allow.transport()).refuse(false);
    } else if (event instanceof Event.Slow slow) {
      readers.get(slow.reader()).beSlow(slow.pause());
    } else if (event instanceof Event.MoveOn move) {
      readers.get(move.reader()).moveOn(move.transport(), move.topics());
    } else if (event instanceof Event.StartOver over) {
      Cursor start = over.earliest() ? Cursor.EARLIEST : Cursor.LATEST;
      readers.get(over.reader()).startOver(over.transport(), over.topics(), start);
    } else if (event instanceof Event.Burst burst) {
      for (int i = 0; i < burst.messages(); i++) {
        scene.bus().publish(burst.topic(), texts.next(burst.maxSize()));
      }
    } else if (event instanceof Event.Publishing publishing) {
      steady.publish(publishing);
    }
  }

  private void stayAway(Duration away) throws InterruptedException {
    hurry.await(away.toMillis(), TimeUnit.MILLISECONDS);
  }
}
