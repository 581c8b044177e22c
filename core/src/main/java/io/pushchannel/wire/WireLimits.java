package io.pushchannel.wire;

/**
 * Size limits that both ends of a connection share. A server never sends more than a client
 * accepts, so no published message can block its readers.
 */
public final class WireLimits {

  /** The largest batch, event or frame that a client accepts, in bytes. */
  public static final int RECEIVED = 16 << 20;

  /** A batch is full at this size, in bytes. Its last message is sent whole, however large. */
  public static final int BATCH = 1 << 20;

  /** Field names, ids, topics and gaps around the texts of one batch, event or frame, in bytes. */
  private static final int ENVELOPE = 64 << 10;

  /** The largest encoding of one text, in bytes: it may be the last message of a full batch. */
  public static final int ENCODED = RECEIVED - BATCH - ENVELOPE;

  private static final int JSON_ESCAPE = "\\u0000".length();

  /** Each line of text is one field of a server-sent event. */
  private static final int SSE_FIELD = "data: ".length();

  private static final int MAX_PER_CHARACTER = 1 + SSE_FIELD;

  private WireLimits() {}

  /**
   * Returns {@code text} if each of the transports can deliver it.
   *
   * @param text valid Unicode without CR
   * @throws IllegalArgumentException if its largest encoding exceeds {@link #ENCODED}
   */
  public static String requireDeliverable(String text) {
    if ((long) text.length() * MAX_PER_CHARACTER > ENCODED && encodedBytes(text) > ENCODED) {
      throw new IllegalArgumentException(
          "data must encode to at most "
              + ENCODED
              + " bytes of JSON and of server-sent events, which is what clients accept, was "
              + encodedBytes(text));
    }
    return text;
  }

  /** Size of the larger of the two encodings: a JSON string or the lines of an event. */
  private static long encodedBytes(String text) {
    long json = 0;
    long event = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int utf8 = utf8Bytes(c);
      json += c == '"' || c == '\\' || c == '\n' || c == '\t' ? 2 : c < ' ' ? JSON_ESCAPE : utf8;
      event += c == '\n' ? utf8 + SSE_FIELD : utf8;
    }
    return Math.max(json, event);
  }

  /** Each half of a surrogate pair counts two of the four bytes. */
  private static int utf8Bytes(char c) {
    return c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }
}
