package io.pushchannel.spi;

import io.pushchannel.IdempotencyKeyException;
import io.pushchannel.wire.WireBuffer;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that ends with an error response: {@code application/problem+json} (RFC 9457). Thrown
 * by endpoints on the event loop; the server sends the response.
 */
public final class HttpProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(HttpProblemException.class);
  private static final FailureLog readFailures =
      new FailureLog(log, "The bus failed; clients that read receive 503");

  private static final FailureLog publishFailures =
      new FailureLog(log, "The bus failed; clients that publish receive 503");

  private final int status;
  private final String title;
  private final transient Map<String, String> headers;

  /**
   * Creates an exception.
   *
   * @param status the HTTP status
   * @param title the kind of error, the same for all errors of this kind
   * @param detail the value, the limit and the option
   */
  public HttpProblemException(int status, String title, String detail) {
    this(status, title, detail, Map.of());
  }

  /** A refusal with more headers, such as {@code Allow}. */
  public HttpProblemException(
      int status, String title, String detail, Map<String, String> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.headers = headers;
  }

  /**
   * The response to a client while its bus cannot be read: 503. A failure other than a closed bus
   * is logged.
   *
   * @param failure thrown by the bus or by a feed
   */
  public static HttpProblemException ofRead(RuntimeException failure) {
    if (failure instanceof HttpProblemException refusal) {
      return refusal;
    }
    if (!(failure instanceof IllegalStateException)) {
      readFailures.failed(failure);
    }
    return new HttpProblemException(
        503,
        "Bus unavailable",
        "the bus is closed or failed; retry later",
        Map.of("Retry-After", "5"));
  }

  /**
   * Maps a failed publish to the error response for the client: 400 for an invalid message, 422 or
   * 409 for an idempotency key of another publish, otherwise 503. A failure of the bus itself is
   * logged.
   *
   * @param failure the failure of the stage
   */
  public static HttpProblemException ofPublish(@Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof IdempotencyKeyException conflict) {
      return ofKey(conflict);
    }
    if (cause instanceof IllegalArgumentException) {
      return new HttpProblemException(400, "Bad message", String.valueOf(cause.getMessage()));
    }
    if (cause != null && !(cause instanceof IllegalStateException)) { // that is a closed bus
      publishFailures.failed(cause);
    }
    return new HttpProblemException(
        503, "Publish failed", "the bus did not take it", Map.of("Retry-After", "1"));
  }

  /** The statuses of the Internet-Draft of the header {@code Idempotency-Key}, section 2.7. */
  private static HttpProblemException ofKey(IdempotencyKeyException conflict) {
    String detail = String.valueOf(conflict.getMessage());
    return switch (conflict.reason()) {
      case OTHER_TEXT -> new HttpProblemException(422, "Key belongs to another text", detail);
      case UNFINISHED ->
          new HttpProblemException(409, "Publish not finished", detail, Map.of("Retry-After", "1"));
    };
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the kind of error, the same for all errors of this kind. */
  public String title() {
    return title;
  }

  /** Returns the value, the limit and the option. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** More headers of the answer. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The body of the answer (RFC 9457, section 3). */
  public byte[] body() {
    return new WireBuffer()
        .utf8("{\"title\":")
        .jsonString(title)
        .utf8(",\"status\":")
        .decimal(status)
        .utf8(",\"detail\":")
        .jsonString(detail())
        .octet('}')
        .toByteArray();
  }
}
