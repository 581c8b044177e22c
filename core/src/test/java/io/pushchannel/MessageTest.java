package io.pushchannel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class MessageTest {

  record Price(String pair, double rate) {}

  private static Message message(String data) {
    return new Message(Cursor.parse("e1-1"), "prices", data);
  }

  @Test
  void theDataIsReadAsJsonOfAnyType() {
    assertEquals(
        new Price("EURUSD", 1.0842),
        message("{\"pair\":\"EURUSD\",\"rate\":1.0842}").dataAs(Price.class));
    assertEquals("text", message("\"text\"").dataAs(String.class));
  }

  @Test
  void dataThatIsNoSuchJsonIsRefused() {
    assertThrows(JacksonException.class, () -> message("plain text").dataAs(Price.class));
    assertThrows(JacksonException.class, () -> message("").dataAs(Price.class));
    assertThrows(JacksonException.class, () -> message("[1,2]").dataAs(Price.class));
  }
}
