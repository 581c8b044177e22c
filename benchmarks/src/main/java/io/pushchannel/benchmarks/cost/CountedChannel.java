package io.pushchannel.benchmarks.cost;

import io.pushchannel.PushChannel;
import io.pushchannel.benchmarks.channels.Subscriber;
import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.spi.PushTransport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A channel of the library behind a relay that counts its bytes. */
public final class CountedChannel implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final CountingRelay relay;
  private final Subscriber subscriber = new Subscriber();
  private final PushChannel channel;

  /**
   * Connects through a new relay.
   *
   * @param interval applies to short polling only
   */
  public CountedChannel(
      Transport transport, URI server, String topic, Heads heads, Duration interval)
      throws IOException {
    this.relay = new CountingRelay(server);
    PushTransport created = transport.create(interval);
    this.channel =
        PushChannel.to(relay.uri())
            .transport(created)
            .topics(Set.of(topic))
            .options(heads.options())
            .listen(subscriber);
  }

  /** Returns the listener of the channel. */
  public Subscriber subscriber() {
    return subscriber;
  }

  /** Returns the relay. */
  public CountingRelay relay() {
    return relay;
  }

  void awaitAnswers(long answers) throws IOException, InterruptedException {
    await(() -> relay.traffic().answers() >= answers, answers + " responses");
  }

  void awaitDelivery(long messages) throws IOException, InterruptedException {
    await(() -> subscriber.ledger(messages).lost() == 0, messages + " messages");
  }

  private void await(BooleanSupplier condition, String expected)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "no " + expected + " within " + PATIENCE + "; traffic so far: " + relay.traffic());
      }
      Thread.sleep(1);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    relay.close();
  }
}
