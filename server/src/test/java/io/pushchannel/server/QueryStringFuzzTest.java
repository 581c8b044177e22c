package io.pushchannel.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.pushchannel.server.http.QueryString;
import io.pushchannel.spi.HttpProblemException;

/** Whatever a query says, it is read as text that is valid, or refused. */
class QueryStringFuzzTest {

  @FuzzTest(maxDuration = "30s")
  void anyQueryIsReadOrRefused(@NotNull String query) {
    try {
      for (String value : new QueryString(query).values("topic")) {
        assertTrue(UTF_8.newEncoder().canEncode(value), query);
      }
    } catch (HttpProblemException refusal) {
      assertTrue(refusal.status() == 400, refusal.detail());
    }
  }
}
