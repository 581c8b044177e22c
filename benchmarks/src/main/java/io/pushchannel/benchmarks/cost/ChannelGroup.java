package io.pushchannel.benchmarks.cost;

import io.pushchannel.MessageBus;
import io.pushchannel.benchmarks.load.MessageStamp;
import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.served.OpenLoopPublisher;
import io.pushchannel.server.PushServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A bus and a server in this process, and channels of the library on one topic. */
public final class ChannelGroup implements AutoCloseable {

  /** The topic of all messages; its name is part of each message. */
  static final String TOPIC = "prices";

  /** The size of a message depends on the digits of its number, which must not change. */
  private static final int FIRST_OF_FOUR_DIGITS = 1000;

  private final MessageBus bus = MessageBus.inMemory();
  private final PushServer server;
  private final List<MeasuredChannel> channels = new ArrayList<>();

  /** Starts the server. The next messages have numbers of four digits. */
  public ChannelGroup() {
    for (int i = 0; i < FIRST_OF_FOUR_DIGITS; i++) {
      bus.publish("before", "");
    }
    server = PushServer.builder(bus).port(0).start();
  }

  MessageBus bus() {
    return bus;
  }

  /** Returns the channels in the order of their connects. */
  public List<MeasuredChannel> channels() {
    return channels;
  }

  /** Connects directly to the server, which does not affect the latency. */
  public MeasuredChannel addTimed(PushTechnique technique, Duration interval) {
    return add(new MeasuredChannel(technique, interval, server.uri()));
  }

  /**
   * Connects through a relay that counts the traffic.
   *
   * @param interval applies to short polling only
   */
  public MeasuredChannel addCounted(
      PushTechnique technique, Duration interval, RequestHeaders headers) throws IOException {
    return add(new MeasuredChannel(technique, interval, headers, new CountingRelay(server.uri())));
  }

  private MeasuredChannel add(MeasuredChannel channel) {
    channels.add(channel);
    return channel;
  }

  /**
   * Waits until all channels are open.
   *
   * @throws IOException if they do not open in time
   */
  public void awaitOpen() throws IOException, InterruptedException {
    for (MeasuredChannel channel : channels) {
      channel.subscriber().awaitOpen();
    }
  }

  /** Returns R in seconds; see {@link RoundTrip}. */
  public double roundTripSeconds() throws IOException, InterruptedException {
    return RoundTrip.medianSeconds(server.uri());
  }

  /** Returns a publisher of messages of {@code bytes} bytes. Its schedule starts now. */
  public OpenLoopPublisher publisher(double perSecond, int bytes, long seed) {
    return new OpenLoopPublisher(
        perSecond,
        seed,
        (number, intended) -> bus.publish(TOPIC, new MessageStamp(number, intended).toText(bytes)));
  }

  @Override
  public void close() throws IOException {
    try (bus;
        server) {
      for (MeasuredChannel channel : channels) {
        channel.close();
      }
    }
  }
}
