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
   * What was too slow.
   *
   * @param silence how long any read may wait
   * @param whole how long all of the answer may take
   */
  static IOException ofTimeout(InterruptedIOException e, Duration silence, Duration whole) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof SocketTimeoutException) {
      boolean isOfConnecting = message.contains("onnect");
      return isOfConnecting ? e : silent("expected a sign of life within " + silence, e);
    }
    boolean isOfCall = message.equals("timeout");
    return isOfCall ? silent("expected the whole answer within " + whole, e) : e;
  }

  private static IOException silent(String expected, IOException cause) {
    IOException silent = new SocketTimeoutException(expected + ", got none");
    silent.initCause(cause);
    return silent;
  }
}
