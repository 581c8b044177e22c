package io.pushchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class MessageTest {

  record Price(String pair, double rate) {}

  private static Message message(String data) {
    return new Message(new Cursor("e1", 1), "prices", data);
  }

  @Test
  void theDataIsReadAsJsonOfAnyType() {
    assertEquals(
        new Price("EURUSD", 1.0842),
        message("{\"pair\":\"EURUSD\",\"rate\":1.0842}").as(Price.class));
    assertEquals("text", message("\"text\"").as(String.class));
  }

  @Test
  void dataThatIsNoSuchJsonIsRefused() {
    assertThrows(JacksonException.class, () -> message("plain text").as(Price.class));
    assertThrows(JacksonException.class, () -> message("").as(Price.class));
    assertThrows(JacksonException.class, () -> message("[1,2]").as(Price.class));
  }
}
