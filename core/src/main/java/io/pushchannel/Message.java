package io.pushchannel;

import io.pushchannel.wire.Json;

/**
 * One message: a text published on a topic, under the id that the bus gave it.
 *
 * @param id its cursor: resume after it and the next message is the next one
 * @param topic where it was published, see {@link Topic}
 * @param data the text, with CR and CRLF turned into LF
 */
public record Message(Cursor id, String topic, String data) {

  /**
   * The data, read as JSON.
   *
   * @throws tools.jackson.core.JacksonException if the data is not JSON or does not fit {@code
   *     type}
   */
  public <T> T as(Class<T> type) {
    return Json.MAPPER.readValue(data, type);
  }
}
