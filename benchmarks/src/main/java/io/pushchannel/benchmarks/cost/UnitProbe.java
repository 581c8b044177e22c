package io.pushchannel.benchmarks.cost;

import io.pushchannel.Message;
import io.pushchannel.MessageBus;
import io.pushchannel.benchmarks.channels.NumberedBus;
import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.benchmarks.cost.UnitCost.Bytes;
import io.pushchannel.benchmarks.load.Stamp;
import io.pushchannel.server.PushServer;
import io.pushchannel.wire.Position;
import java.io.IOException;
import java.time.Duration;

/**
 * Counts the bytes of the parts of a transport's traffic, between the library's client and server.
 * Only one thing happens at a time, and whole bytes are counted, so an unexpected byte is an error
 * instead of being averaged.
 */
public final class UnitProbe implements AutoCloseable {

  /** The topic of all counted messages; its name is part of each message. */
  public static final String TOPIC = "prices";

  /** A short poll takes about a millisecond. The interval leaves quiet time between two polls. */
  private static final Duration INTERVAL = Duration.ofMillis(60);

  private static final int EMPTY_POLLS = 4;

  /** {@code "3\r\n:\n\n\r\n"}. */
  private static final int SSE_HEARTBEAT = 8;

  /** A ping of 2 bytes down and a masked pong of 6 bytes up. */
  private static final int WEBSOCKET_HEARTBEAT = 8;

  private final Transport transport;
  private final int size;
  private final MessageBus bus = NumberedBus.create();
  private final PushServer server;
  private final CountedChannel channel;

  private UnitProbe(Transport transport, Heads heads, int size) throws IOException {
    this.transport = transport;
    this.size = size;
    this.server = PushServer.builder(bus).port(0).start();
    this.channel = new CountedChannel(transport, server.uri(), TOPIC, heads, INTERVAL);
  }

  /**
   * Counts the unit costs of a transport. Takes about half a second.
   *
   * @param size the size of a message's text in bytes
   * @throws IOException if the client cannot connect, or the traffic is not as expected
   */
  public static UnitCost count(Transport transport, Heads heads, int size)
      throws IOException, InterruptedException {
    try (UnitProbe probe = new UnitProbe(transport, heads, size)) {
      probe.channel.subscriber().awaitOpen();
      return probe.count();
    }
  }

  private UnitCost count() throws IOException, InterruptedException {
    return switch (transport) {
      case SHORT_POLLING -> shortPolling();
      case LONG_POLLING -> longPolling();
      case SSE -> stream(SSE_HEARTBEAT);
      case WEBSOCKET -> stream(WEBSOCKET_HEARTBEAT);
    };
  }

  private UnitCost shortPolling() throws IOException, InterruptedException {
    channel.awaitAnswers(1);
    Traffic first = channel.relay().settled(0);
    channel.awaitAnswers(first.answers() + EMPTY_POLLS);
    Traffic quiet = channel.relay().settled(0).since(first);
    Bytes empty = Bytes.of(quiet);
    Bytes one = new Bytes(empty.up() / quiet.requests(), empty.down() / quiet.requests());
    requireNone(empty.minus(one.times(quiet.requests())), "polls of one size");

    Traffic before = channel.relay().settled(0);
    int published = publish();
    Traffic after = channel.relay().settled(0).since(before);
    Bytes batch = Bytes.of(after).minus(one.times(after.requests() - 1));
    return polling(one, batch.minusDown(published));
  }

  private UnitCost longPolling() throws IOException, InterruptedException {
    // the server responds to the first poll at once with an empty batch, and holds the second poll
    Traffic held = channel.relay().settled(1);
    Traffic before = channel.relay().settled(1);
    int published = publish();
    Traffic after = channel.relay().settled(1).since(before);
    Bytes full = Bytes.of(after).minusDown(published);
    return polling(new Bytes(full.up(), held.bytesDown()), full);
  }

  private UnitCost polling(Bytes empty, Bytes full) {
    return new UnitCost(empty, full, length(size), length(0), 0, Bytes.NONE);
  }

  private UnitCost stream(int heartbeat) throws IOException, InterruptedException {
    Traffic opened = channel.relay().settled(0);
    int published = publish();
    Traffic after = channel.relay().settled(0).since(opened);
    requireNone(Bytes.of(after).minusDown(published), "one frame of " + published + " B");
    return new UnitCost(Bytes.NONE, Bytes.NONE, published, length(0), heartbeat, Bytes.of(opened));
  }

  /** Publishes one message, waits for its delivery and returns its size on the wire. */
  private int publish() throws IOException, InterruptedException {
    bus.publish(TOPIC, text(size));
    channel.awaitDelivery(1);
    return length(size);
  }

  private int length(int text) {
    Message sample =
        new Message(
            new Position(Position.of(bus.cursor()).epoch(), 1001).toCursor(), TOPIC, text(text));
    return MessageSizes.of(transport, sample);
  }

  private static String text(int size) {
    return size == 0 ? "" : new Stamp(0, System.nanoTime()).toText(size);
  }

  private void requireNone(Bytes rest, String expected) throws IOException {
    if (!rest.isZero()) {
      throw new IOException(
          transport.label() + " traffic was not " + expected + ", unexplained bytes: " + rest);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    server.close();
    bus.close();
  }
}
