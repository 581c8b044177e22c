package io.pushchannel.wire;

import io.pushchannel.check.Excerpt;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads protocol objects, with Jackson's limits on depth and sizes. */
public final class Json {

  /** Jackson with its default settings. */
  public static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** A batch of 1000 messages has 8000 tokens; the rest is for what later versions add. */
  private static final long MAX_TOKENS = 100_000;

  /** Reads what a peer sent, whose tree must not grow to a large multiple of its text. */
  private static final JsonMapper WIRE =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxTokenCount(MAX_TOKENS).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private Json() {}

  /**
   * Reads a protocol object.
   *
   * @param what name of the expected object, for the error
   * @throws IOException if {@code json} is broken, has a field twice, or more than 100,000 tokens
   */
  public static JsonNode read(byte[] json, String what) throws IOException {
    try {
      return WIRE.readTree(json);
    } catch (JacksonException e) {
      throw broken(what, e);
    }
  }

  /** As {@link #read(byte[], String)}. */
  public static JsonNode read(String json, String what) throws IOException {
    try {
      return WIRE.readTree(json);
    } catch (JacksonException e) {
      throw broken(what, e);
    }
  }

  private static IOException broken(String what, JacksonException e) {
    return new ProtocolViolationException(
        what + " must be JSON, was malformed: " + Excerpt.of(e.getOriginalMessage()), e);
  }
}
