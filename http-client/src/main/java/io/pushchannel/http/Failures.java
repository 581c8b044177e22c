package io.pushchannel.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import okhttp3.HttpUrl;

/** Says what OkHttp's exceptions leave open: what was expected, from whom and for how long. */
final class Failures {

  private Failures() {}

  /** OkHttp says the same of a head that breaks off and of one that is too large. */
  static IOException ofHead(IOException e, HttpUrl from) {
    return e.getCause() instanceof EOFException
        ? new IOException(
            "expected an answer whose head is whole and at most 256 KiB from " + from, e)
        : e;
  }

  /**
   * Names the limit that a read has exceeded.
   *
   * @param silence maximum time between two reads
   */
  static IOException ofTimeout(InterruptedIOException e, Duration silence) {
    boolean isOfConnecting = String.valueOf(e.getMessage()).contains("onnect");
    boolean isOfRead = e instanceof SocketTimeoutException && !isOfConnecting;
    return isOfRead ? silent("expected a sign of life within " + silence, e) : e;
  }

  private static IOException silent(String expected, IOException cause) {
    IOException silent = new SocketTimeoutException(expected + ", got none");
    silent.initCause(cause);
    return silent;
  }
}
