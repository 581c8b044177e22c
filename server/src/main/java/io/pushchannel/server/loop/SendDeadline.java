package io.pushchannel.server.loop;

import io.netty.channel.Channel;
import io.pushchannel.server.ServerLimits;
import java.util.concurrent.TimeUnit;

/**
 * Limits the time that a peer takes to read a large response, by a minimum average rate. The time
 * is counted for all bytes together, not for the bytes sent so far: the kernel buffers a few
 * megabytes and accepts more in large steps, so progress on a slow line is seen late. A peer that
 * reads nothing at all is late after the grace period where the kernel reports it (Linux).
 */
record SendDeadline(Channel channel, long begunNanos, long bytes, int bytesPerSecond) {

  /** A peer may pause for this time. */
  static final long GRACE_MILLIS = TimeUnit.SECONDS.toMillis(10);

  /** Starts the time of {@code bytes} that are about to be sent. */
  public static SendDeadline start(Channel channel, long bytes, ServerLimits limits) {
    return new SendDeadline(channel, System.nanoTime(), bytes, limits.minBytesPerSecond());
  }

  public boolean isLate() {
    long age = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
    return age >= GRACE_MILLIS
        && (age - GRACE_MILLIS >= bytes * TimeUnit.SECONDS.toMillis(1) / bytesPerSecond
            || TcpPeerProbe.sentNothingFor(channel, GRACE_MILLIS));
  }
}
