package io.pushchannel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for in a wrong way is answered by one line and status 2. */
class WrongUseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | expected a command (serve, tail, publish, compare, report, chaos, demo)",
        "srve | Unmatched argument at index 0: 'srve'",
        "serve --prot 80 | Unknown option",
        "serve --port 70000 | expected a port from 0 to 65535, got \"70000\"",
        "serve --port eighty | expected a port from 0 to 65535, got \"eighty\"",
        "serve --heartbeat 15 | expected a duration above 0 with its unit, such as 500ms, 15s, 5m or 1h, got \"15\"",
        "serve --heartbeat 0s | expected a duration above 0",
        "serve --retain-bytes 16mb | expected a number of bytes above 0, such as 512, 64k, 16m or 1g, got \"16mb\"",
        "serve --retain-messages 0 | expected a whole number from 1 to 1000000000, got \"0\"",
        "serve --transports sse,carrier-pigeon | expected a transport (longpoll, shortpoll, sse, websocket), got \"carrier-pigeon\"",
        "serve --publish-rate 10 | Missing required argument",
        "serve --publish-topic t --publish-rate -1 | expected a number of messages a second above 0, such as 20 or 0.5, got \"-1\"",
        "serve --allow-origin not-an-origin --port 0 | allowOrigin must be an origin",
        "tail | Missing required options and parameters: '--topic=TOPIC', 'URL'",
        "tail http://localhost:1/push | Missing required option: '--topic=TOPIC'",
        "tail localhost:8080 --topic t | expected a URL such as http://127.0.0.1:8080/push, without user, query and fragment, got \"localhost:8080\"",
        "tail http://me:pw@localhost/push --topic t | fragment, got \"http://...@localhost/push\"",
        "tail http://localhost/push?token=pw --topic t | got \"http://localhost/push...\"",
        "publish http://localhost/push#pw --topic t x | got \"http://localhost/push...\"",
        "tail http:/push --topic t | expected a URL such as",
        "tail http://localhost:1/push --topic error | topic must not be error or open",
        "tail ftp://localhost/push --topic t | expected a URL such as",
        "tail http:///push --topic t | expected a URL such as",
        "tail http://localhost:99999/push --topic t | expected a URL such as",
        "tail http://localhost:1/push --topic a,b | topic must have 1 to 128 characters of A-Z a-z 0-9 . _ : / -, was \"a,b\"",
        "tail http://localhost:1/push --topic $open | topic must have",
        "tail http://localhost:1/push --topic t --after yesterday | cursor must be <epoch>-<sequence>, latest or earliest, was \"yesterday\"",
        "tail http://localhost:1/push --topic t --count none | expected a whole number",
        "tail http://localhost:1/push --topic t --interval 1s | expected --interval with --transport shortpoll, got it with sse",
        "publish http://localhost:1/push text | Missing required option: '--topic=TOPIC'",
        "publish http://localhost:1/push --topic t --timeout soon text | expected a duration",
        "compare --rate 0 | expected a number of messages a second above 0",
        "compare --size 10 | size must be at least 42 bytes, was 10",
        "compare --rate 0.1 --seconds 5 | rate times seconds must be 10 to 10000000 messages, was 0.5",
        "chaos --minutes 0 | expected a whole number from 1 to 1000000000, got \"0\"",
        "chaos --transport pigeon | expected a transport (longpoll, shortpoll, sse, websocket), got \"pigeon\"",
        "compare --seed pi | 'pi' is not a long",
        "compare --quick --standard | expected --quick or --standard, got both",
        "compare --only speed | expected --only of [latency,",
      })
  void isAnsweredByOneLineAndStatus2(String arguments, String expected) {
    Invocation invocation =
        arguments.isEmpty() ? Invocation.run() : Invocation.run(arguments.split(" "));
    assertEquals(2, invocation.status());
    assertEquals("", invocation.out());
    assertEquals(1, invocation.err().lines().count(), invocation.err());
    assertTrue(invocation.err().startsWith("pushchannel: "), invocation.err());
    assertTrue(invocation.err().contains(expected), invocation.err());
    assertTrue(invocation.err().stripTrailing().endsWith(" --help'"), invocation.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tail", "publish"})
  void anArgumentThatTheLibraryRefusesIsToo(String command) {
    List<String> arguments = new ArrayList<>(List.of(command, "http://localhost:1/push"));
    if (command.equals("tail")) {
      IntStream.range(0, 65).forEach(i -> arguments.addAll(List.of("--topic", "t" + i)));
    } else {
      arguments.addAll(List.of("--topic", "open", "text"));
    }
    Invocation invocation = Invocation.run(arguments.toArray(String[]::new));
    assertEquals(2, invocation.status());
    assertEquals(1, invocation.err().lines().count(), invocation.err());
  }
}
