package io.pushchannel.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUriTest {

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080/push, http://localhost:8080/push",
    "HTTP://localhost:8080/push, http://localhost:8080/push",
    "hTTpS://Example.org/a/b, https://Example.org/a/b",
    "http://my_stack_push:8080/push, http://my_stack_push:8080/push",
    "http://a_b, http://a_b",
    "http://host-/push, http://host-/push",
    "http://name.1x/push, http://name.1x/push",
    "http://bücher.example/push, http://bücher.example/push",
    "http://[::1]:8080/push, http://[::1]:8080/push",
    "http://localhost:/push, http://localhost:/push",
    "http://localhost:65535//push, http://localhost:65535//push"
  })
  void anAddressWithAHostIsValid(String text, String expected) {
    assertEquals(expected, ServerUri.requireValid(URI.create(text)).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ws://localhost/push",
        "localhost:8080",
        "/push",
        "http:/push",
        "http:///push",
        "http:push",
        "http://:80/push",
        "http://a_b:0/push",
        "http://a_b:65536/push",
        "http://a_b:x/push",
        "http://a:1:2/push"
      })
  void anythingElseIsRefusedWithAnExample(String text) {
    assertEquals(
        "base must be an address such as http://localhost:8080/push, was " + text,
        refusal(URI.create(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://me:pw@localhost/push",
        "http://me:pw@a_b/push",
        "http://localhost/push?token=pw",
        "http://localhost/push#pw",
        "ftp://me:pw@localhost/push?pw#pw",
        "http://me:pw@:80/push"
      })
  void credentialsAreRefusedAndNotShown(String text) {
    String message = refusal(URI.create(text));
    assertTrue(message.startsWith("base must "), message);
    assertFalse(message.contains("pw"), message);
  }

  @Test
  void theHostOfARefusedAddressIsShown() {
    assertEquals(
        "base must have no user, query and fragment (credentials go into PushOptions.headers),"
            + " but the address of a_b has one",
        refusal(URI.create("http://me@a_b:80")));
  }

  private static String refusal(URI uri) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> ServerUri.requireValid(uri))
            .getMessage());
  }
}
