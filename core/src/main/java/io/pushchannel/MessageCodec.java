package io.pushchannel;

import java.lang.reflect.Type;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Converts values to the text of messages, and back. Used by {@code publishJson} and {@link
 * Message#dataAs}. Implementations must be thread-safe.
 */
public interface MessageCodec {

  /** Jackson 3 with its default settings. */
  MessageCodec DEFAULT = jackson(JsonMapper.builder().build());

  /** Returns a codec that uses {@code mapper}, for example the mapper of the application. */
  static MessageCodec jackson(ObjectMapper mapper) {
    return new JacksonCodec(mapper);
  }

  /**
   * Returns the text of {@code value}.
   *
   * @throws RuntimeException if it cannot be encoded
   */
  String encode(Object value);

  /**
   * Returns the value of {@code data}.
   *
   * @throws RuntimeException if {@code data} cannot be decoded to {@code type}
   */
  @SuppressWarnings("TypeParameterUnusedInFormals") // as Jackson's readValue
  <T> T decode(String data, Type type);
}
