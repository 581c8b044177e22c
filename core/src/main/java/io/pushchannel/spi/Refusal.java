package io.pushchannel.spi;

import java.util.Map;

/** A request that is answered by an error: {@code application/problem+json} (RFC 9457). */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final transient Map<String, String> headers;

  /**
   * A refusal.
   *
   * @param status the HTTP status
   * @param title what is wrong, the same for every such error
   * @param detail what was expected and what came
   */
  public Refusal(int status, String title, String detail) {
    this(status, title, detail, Map.of());
  }

  /** A refusal with more headers, such as {@code Allow}. */
  public Refusal(int status, String title, String detail, Map<String, String> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.headers = headers;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What is wrong, the same for every such error. */
  public String title() {
    return title;
  }

  /** What was expected and what came. */
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
