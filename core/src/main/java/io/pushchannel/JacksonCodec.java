package io.pushchannel;

import io.pushchannel.check.Arguments;
import java.lang.reflect.Type;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** JSON by a Jackson mapper. */
record JacksonCodec(ObjectMapper mapper) implements MessageCodec {

  JacksonCodec {
    Arguments.requirePresent("mapper", mapper);
  }

  @Override
  public String encode(Object value) {
    if (value instanceof byte[]) {
      throw new IllegalArgumentException(
          "value must not be byte[], which JSON shows as Base64; publish a text or an object");
    }
    try {
      return mapper.writeValueAsString(value);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "value of " + value.getClass() + " cannot be encoded: " + e.getOriginalMessage(), e);
    }
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public <T> T decode(String data, Type type) {
    return mapper.readValue(data, mapper.constructType(type));
  }
}
