package io.pushchannel.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

  @ParameterizedTest
  @CsvSource({
    "http://my_stack_push:8080/push, my_stack_push, 8080, my_stack_push:8080",
    "http://a_b/push, a_b, 80, a_b",
    "https://example.org/push, example.org, 443, example.org",
    "wss://example.org:80/push, example.org, 80, example.org:80",
    "http://[::1]:8080/push, ::1, 8080, [::1]:8080",
    "http://[::1]/push, ::1, 80, [::1]",
    "http://127.0.0.1:8080/push, 127.0.0.1, 8080, 127.0.0.1:8080",
    "http://münchen/push, xn--mnchen-3ya, 80, xn--mnchen-3ya"
  })
  void hostAndPortAreReadFromTheAuthority(String uri, String host, int port, String header) {
    Origin origin = Origin.of(URI.create(uri));
    assertEquals(host, origin.host());
    assertEquals(port, origin.port());
    assertEquals(header, origin.authority(false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http:///push", "http:push", "http://:80/", "http://a_b:0/", "http://a_b:x/"})
  void anAuthorityWithoutAHostOrWithAnInvalidPortIsRejected(String uri) {
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> Origin.of(URI.create(uri)))
                .getMessage());
    assertTrue(message.matches("(a host is required|port must be 1 to 65535).*"), message);
  }

  @Test
  void theSchemeDecidesAboutTls() {
    assertTrue(Origin.of(URI.create("wss://a")).isSecure());
    assertTrue(!Origin.of(URI.create("http://a")).isSecure());
  }
}
