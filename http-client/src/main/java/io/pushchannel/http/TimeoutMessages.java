package io.pushchannel.http;

import io.pushchannel.check.PlainTime;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import okhttp3.HttpUrl;

/** Adds the server and the time limit to OkHttp's exceptions. */
final class TimeoutMessages {

  private TimeoutMessages() {}

  /** Distinguishes incomplete headers from headers that are too large, which OkHttp does not. */
  static IOException ofHead(IOException e, HttpUrl from) {
    return e.getCause() instanceof EOFException
        ? new IOException(
            "the headers of a response must be complete and at most 256 KiB, from " + from, e)
        : e;
  }

  /**
   * Names the limit that was exceeded.
   *
   * @param silence limit of each wait for data
   */
  static IOException ofTimeout(InterruptedIOException e, HttpUrl from, Duration silence) {
    boolean isOfConnecting = String.valueOf(e.getMessage()).contains("onnect");
    boolean isOfRead = e instanceof SocketTimeoutException && !isOfConnecting;
    return isOfRead ? late("no data from " + from + " within " + PlainTime.of(silence), e) : e;
  }

  private static IOException late(String message, IOException cause) {
    IOException late = new SocketTimeoutException(message);
    late.initCause(cause);
    return late;
  }
}
