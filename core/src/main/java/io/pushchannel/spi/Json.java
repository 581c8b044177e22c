package io.pushchannel.spi;

import tools.jackson.databind.json.JsonMapper;

/** The one JSON mapper: immutable, shared, with Jackson's own limits on depth and sizes. */
public final class Json {

  /** Maps payloads and protocol objects. */
  public static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}
}
