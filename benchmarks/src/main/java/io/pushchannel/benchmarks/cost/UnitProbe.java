package io.pushchannel.benchmarks.cost;

import io.pushchannel.Message;
import io.pushchannel.benchmarks.cost.UnitCost.Bytes;
import io.pushchannel.benchmarks.load.MessageStamp;
import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireBuffer;
import java.io.IOException;
import java.time.Duration;

/**
 * Counts the bytes of the parts of a transport's traffic, between the library's client and server.
 * Only one thing happens at a time, and whole bytes are counted, so an unexpected byte is an error
 * instead of being averaged.
 */
public final class UnitProbe implements AutoCloseable {

  /** A short poll takes about a millisecond. The interval leaves quiet time between two polls. */
  private static final Duration INTERVAL = Duration.ofMillis(60);

  private static final int EMPTY_POLLS = 4;

  /** {@code "3\r\n:\n\n\r\n"}. */
  private static final int SSE_HEARTBEAT = 8;

  /** A ping of 2 bytes down and a masked pong of 6 bytes up. */
  private static final int WEBSOCKET_HEARTBEAT = 2 + UnitCost.PONG;

  private final PushTechnique technique;
  private final int size;
  private final ChannelGroup group = new ChannelGroup();
  private final MeasuredChannel channel;

  private UnitProbe(PushTechnique technique, RequestHeaders headers, int size) throws IOException {
    this.technique = technique;
    this.size = size;
    this.channel = group.addCounted(technique, INTERVAL, headers);
  }

  /**
   * Counts the unit costs of a transport. Takes about half a second.
   *
   * @param headers headers of the requests
   * @param size the size of a message's text in bytes
   * @throws IOException if the client cannot connect, or the traffic is not as expected
   */
  public static UnitCost count(PushTechnique technique, RequestHeaders headers, int size)
      throws IOException, InterruptedException {
    try (UnitProbe probe = new UnitProbe(technique, headers, size)) {
      probe.group.awaitOpen();
      return probe.count();
    }
  }

  private UnitCost count() throws IOException, InterruptedException {
    return switch (technique) {
      case SHORT_POLLING -> shortPolling();
      case LONG_POLLING -> longPolling();
      case SSE -> stream(SSE_HEARTBEAT);
      case WEBSOCKET -> stream(WEBSOCKET_HEARTBEAT);
      default -> throw new IllegalArgumentException("unknown transport " + technique.word());
    };
  }

  private UnitCost shortPolling() throws IOException, InterruptedException {
    channel.awaitAnswers(1);
    Traffic first = channel.settled();
    channel.awaitAnswers(first.answers() + EMPTY_POLLS);
    Traffic quiet = channel.settled().since(first);
    Bytes empty = Bytes.of(quiet);
    Bytes one = new Bytes(empty.up() / quiet.requests(), empty.down() / quiet.requests());
    requireNone(empty.minus(one.times(quiet.requests())), "polls of one size");

    Traffic before = channel.settled();
    int published = publish();
    Traffic after = channel.settled().since(before);
    Bytes batch = Bytes.of(after).minus(one.times(after.requests() - 1));
    return polling(one, batch.minusDown(published));
  }

  private UnitCost longPolling() throws IOException, InterruptedException {
    // the server responds to the first poll at once with an empty batch, and holds the second poll
    Traffic held = channel.settled();
    Traffic before = channel.settled();
    int published = publish();
    Traffic after = channel.settled().since(before);
    Bytes full = Bytes.of(after).minusDown(published);
    return polling(new Bytes(full.up(), held.bytesDown()), full);
  }

  private UnitCost polling(Bytes empty, Bytes full) {
    return new UnitCost(empty, full, length(size), length(0), 0, Bytes.NONE);
  }

  private UnitCost stream(int heartbeat) throws IOException, InterruptedException {
    Traffic opened = channel.settled();
    int published = publish();
    Traffic after = channel.settled().since(opened);
    requireNone(Bytes.of(after).minusDown(published), "one frame of " + published + " B");
    return new UnitCost(Bytes.NONE, Bytes.NONE, published, length(0), heartbeat, Bytes.of(opened));
  }

  /** Publishes one message, waits for its delivery and returns its size on the wire. */
  private int publish() throws IOException, InterruptedException {
    group.bus().publish(ChannelGroup.TOPIC, text(size));
    channel.awaitDelivery(1);
    return length(size);
  }

  private int length(int text) {
    Message sample =
        new Message(
            new Position(Position.of(group.bus().cursor()).epoch(), 1001).toCursor(),
            ChannelGroup.TOPIC,
            text(text));
    WireBuffer encoded = new WireBuffer();
    technique.wireFormat().encode(sample, encoded);
    return encoded.size();
  }

  private static String text(int size) {
    return size == 0 ? "" : new MessageStamp(0, System.nanoTime()).toText(size);
  }

  private void requireNone(Bytes rest, String expected) throws IOException {
    if (!rest.isZero()) {
      throw new IOException(
          technique.label() + " traffic was not " + expected + ", unexplained bytes: " + rest);
    }
  }

  @Override
  public void close() throws IOException {
    group.close();
  }
}
