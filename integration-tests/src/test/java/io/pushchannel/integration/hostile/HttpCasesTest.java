package io.pushchannel.integration.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pushchannel.integration.hostile.Cases.Case;
import io.pushchannel.server.RawClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each case of {@code http/*.cases}: the answers are as expected, nothing follows them, the
 * connection is as usable as expected, and the canary sings on.
 */
class HttpCasesTest {

  private static Victim victim;
  private static Victim hasty;

  @BeforeAll
  static void start() throws Exception {
    victim = new Victim(Duration.ofSeconds(60));
    hasty = new Victim(Duration.ofMillis(200)); // which soon gives up waiting for a request
  }

  @AfterAll
  static void stop() throws Exception {
    try (RawClient client = victim.connect()) {
      String smuggled = client.get("/push/shortpoll?topic=smuggled&after=earliest").answer().body();
      assertTrue(smuggled.contains("\"messages\":[]"), smuggled);
    }
    victim.close();
    hasty.close();
  }

  static Stream<Case> cases() {
    return HttpTalk.FAMILIES.stream().flatMap(family -> Cases.read(family).stream());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theAnswerIsAsExpectedAndNobodyElseNotices(Case one) throws Exception {
    Victim server = one.directives().contains("slow") ? hasty : victim;
    try (RawClient client = server.connect()) {
      HttpTalk talk = new HttpTalk(one);
      client.send(new String(talk.bytes(), ISO_8859_1));
      if (talk.isHalfClosed()) {
        client.shutdownOutput();
      }
      assertEquals(String.join("\n", one.expected()), String.join("\n", talk.receive(client)));
    }
    server.canary.sing();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("splitCases")
  void theAnswerIsTheSameWhenTheBytesComeOneByOne(Case one) throws Exception {
    try (RawClient client = victim.connect()) {
      HttpTalk talk = new HttpTalk(one);
      for (byte octet : talk.bytes()) {
        client.send(String.valueOf((char) (octet & 0xff)));
      }
      assertEquals(String.join("\n", one.expected()), String.join("\n", talk.receive(client)));
    }
    victim.canary.sing();
  }

  static List<Case> splitCases() {
    return cases()
        .filter(one -> one.directives().isEmpty())
        .filter(one -> new HttpTalk(one).bytes().length < 1000)
        .toList();
  }
}
