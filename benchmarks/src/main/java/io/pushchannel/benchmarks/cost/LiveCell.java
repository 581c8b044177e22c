package io.pushchannel.benchmarks.cost;

import io.pushchannel.benchmarks.channels.Transport;
import io.pushchannel.benchmarks.result.Row;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A measured cell of the grid: one channel whose bytes and requests are all counted. */
final class LiveCell implements AutoCloseable {

  private final Transport transport;
  private final Heads heads;
  private final Duration interval;
  private final CountedChannel channel;
  private Traffic before = Traffic.NONE;
  private long begun;

  LiveCell(Transport transport, Heads heads, Duration interval, URI server, String topic)
      throws IOException {
    this.transport = transport;
    this.heads = heads;
    this.interval = interval;
    this.channel = new CountedChannel(transport, server, topic, heads, interval);
  }

  void awaitOpen() throws IOException, InterruptedException {
    channel.subscriber().awaitOpen();
  }

  void begin() throws IOException, InterruptedException {
    before = settled();
    begun = System.nanoTime();
  }

  /**
   * Returns the row after {@code messages} messages. The theory is evaluated for the actual rate.
   */
  Row end(int size, long messages, double roundTrip, UnitCosts units)
      throws IOException, InterruptedException {
    channel.awaitDelivery(messages);
    Traffic traffic = settled().since(before);
    double rate = messages * 1e9 / (System.nanoTime() - begun);
    Prediction theory =
        new Theory(rate, interval.toNanos() / 1e9, roundTrip)
            .predict(transport, units.of(transport, heads));
    Row row =
        CostGrid.cell(transport, heads, size, "measured")
            .with("ratePerSecond", rate)
            .figure("requestsPerMessage", (double) traffic.requests() / messages)
            .figure(
                "bytesPerMessage", (double) (traffic.bytesUp() + traffic.bytesDown()) / messages)
            .figure("theoryRequestsPerMessage", theory.requests())
            .figure("theoryBytesPerMessage", theory.bytes())
            .ledger(channel.subscriber().ledger(messages));
    return transport == Transport.SHORT_POLLING
        ? row.with("intervalMillis", interval.toMillis())
        : row;
  }

  private Traffic settled() throws IOException, InterruptedException {
    return channel.relay().settled(transport == Transport.LONG_POLLING ? 1 : 0);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
