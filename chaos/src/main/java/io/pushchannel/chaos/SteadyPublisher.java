package io.pushchannel.chaos;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Publishes directly to the bus at a given rate, on a thread of its own. */
final class SteadyPublisher {

  private final ChaosEnvironment environment;
  private final SplittableRandom random;
  private final TextGenerator texts;
  private final Thread thread = new Thread(this::run, "chaos-publisher");
  private volatile Event.Publishing settings;
  private volatile boolean stopped;

  SteadyPublisher(ChaosEnvironment environment, long seed, Event.Publishing settings) {
    this.environment = environment;
    this.random = new SplittableRandom(seed);
    this.texts = new TextGenerator("steady", seed);
    this.settings = settings;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Changes topics, rate and size. Thread-safe. */
  void publish(Event.Publishing newSettings) {
    settings = newSettings;
  }

  void stop() throws InterruptedException {
    stopped = true;
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  private void run() {
    while (!stopped) {
      Event.Publishing now = settings;
      List<String> topics = List.copyOf(now.topics());
      String topic = topics.get(random.nextInt(topics.size()));
      // fails while the bus is replaced; a message that was not accepted need not be delivered
      environment.bus().publish(topic, texts.next(now.maxSize()));
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / now.perSecond());
    }
  }
}
