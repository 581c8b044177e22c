package io.pushchannel.testkit.chaos;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Publishes in the server's process, on a thread of its own, what it is told to. */
final class SteadyPublisher {

  private final Scene scene;
  private final SplittableRandom random;
  private final Texts texts;
  private final Thread thread = new Thread(this::run, "chaos-publisher");
  private volatile Event.Publishing what;
  private volatile boolean stopped;

  SteadyPublisher(Scene scene, long seed, Event.Publishing what) {
    this.scene = scene;
    this.random = new SplittableRandom(seed);
    this.texts = new Texts("steady", seed);
    this.what = what;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** From now on this. */
  void publish(Event.Publishing newWhat) {
    what = newWhat;
  }

  void stop() throws InterruptedException {
    stopped = true;
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  private void run() {
    while (!stopped) {
      Event.Publishing now = what;
      List<String> topics = List.copyOf(now.topics());
      String topic = topics.get(random.nextInt(topics.size()));
      // fails while one bus takes over from another, and then there is nothing to deliver
      scene.bus().publish(topic, texts.next(now.maxSize()));
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / now.perSecond());
    }
  }
}
