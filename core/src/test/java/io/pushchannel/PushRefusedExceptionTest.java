package io.pushchannel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushRefusedExceptionTest {

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 410, 413, 414, 421, 426, 431, 451, 499})
  void aStatusThatBlamesTheRequestIsFinal(int status) {
    assertFalse(new PushRefusedException(status, "", null).isRetryable());
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 200, 204, 206, 301, 304, 308, 408, 425, 429, 500, 503, 599, 999})
  void anyOtherMayPass(int status) {
    assertTrue(new PushRefusedException(status, "", null).isRetryable());
  }
}
