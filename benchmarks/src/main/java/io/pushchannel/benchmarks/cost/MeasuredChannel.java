package io.pushchannel.benchmarks.cost;

import io.pushchannel.PushChannel;
import io.pushchannel.PushOptions;
import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.load.Subscriber;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A channel of the library under measurement. Its traffic is counted if it has a relay. */
public final class MeasuredChannel implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final PushTechnique technique;
  private final Duration interval;
  private final RequestHeaders headers;
  private final @Nullable CountingRelay relay;
  private final Subscriber subscriber = new Subscriber();
  private final PushChannel channel;
  private Traffic before = Traffic.NONE;

  /** Connects directly to a server. */
  MeasuredChannel(PushTechnique technique, Duration interval, URI server) {
    this(technique, interval, RequestHeaders.SMALL, server, null);
  }

  /** Connects through a relay, which is closed with this channel. */
  MeasuredChannel(
      PushTechnique technique, Duration interval, RequestHeaders headers, CountingRelay relay) {
    this(technique, interval, headers, relay.uri(), relay);
  }

  private MeasuredChannel(
      PushTechnique technique,
      Duration interval,
      RequestHeaders headers,
      URI server,
      @Nullable CountingRelay relay) {
    this.technique = technique;
    this.interval = interval;
    this.headers = headers;
    this.relay = relay;
    this.channel =
        PushChannel.to(server)
            .transport(technique.transport(interval))
            .topics(Set.of(ChannelGroup.TOPIC))
            .options(PushOptions.builder().headers(headers.added()).build())
            .listen(subscriber);
  }

  /** Returns the technique of the channel. */
  public PushTechnique technique() {
    return technique;
  }

  /** Returns the interval of short polling. */
  public Duration interval() {
    return interval;
  }

  /** Returns the headers of its requests. */
  public RequestHeaders headers() {
    return headers;
  }

  /** Returns the listener of the channel. */
  public Subscriber subscriber() {
    return subscriber;
  }

  /** Returns the traffic so far; none without a relay. */
  public Traffic traffic() {
    return relay == null ? Traffic.NONE : relay.traffic();
  }

  /** Starts the measurement at the message with this number; earlier messages are warm-up. */
  public void begin(long number) {
    before = traffic();
    subscriber.measureFrom(number);
  }

  /** Returns the traffic since the start of the measurement. */
  public Traffic measured() {
    return traffic().since(before);
  }

  /** Starts the measurement when no bytes are in transit. */
  public void beginSettled() throws IOException, InterruptedException {
    before = settled();
  }

  /**
   * Returns the traffic since the start of the measurement, after all bytes have arrived.
   *
   * @param messages number of messages to wait for
   */
  public Traffic measuredSettled(long messages) throws IOException, InterruptedException {
    awaitDelivery(messages);
    return settled().since(before);
  }

  /** Waits until no bytes are in transit and returns the traffic so far. */
  Traffic settled() throws IOException, InterruptedException {
    return relay == null
        ? Traffic.NONE
        : relay.settled(technique == PushTechnique.LONG_POLLING ? 1 : 0);
  }

  void awaitAnswers(long answers) throws IOException, InterruptedException {
    await(() -> traffic().answers() >= answers, answers + " responses");
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
            "no " + expected + " within " + PATIENCE + "; traffic so far: " + traffic());
      }
      Thread.sleep(1);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (relay != null) {
      relay.close();
    }
  }
}
