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
        "`` | a command is required (serve, tail, publish, compare, report, chaos, demo)",
        "srve | Unmatched argument at index 0: 'srve'",
        "serve --prot 80 | Unknown option",
        "serve --port 70000 | must be a port from 0 to 65535, was \"70000\"",
        "serve --port eighty | must be a port from 0 to 65535, was \"eighty\"",
        "serve --heartbeat 15 | must be a positive duration with a unit, such as 500ms, 15s, 5m or 1h, was \"15\"",
        "serve --heartbeat 0s | must be a positive duration",
        "serve --retain-bytes 16mb | must be a positive number of bytes, such as 512, 64k, 16m or 1g, was \"16mb\"",
        "serve --retain-messages 0 | must be a whole number from 1 to 1000000000, was \"0\"",
        "serve --transports sse,carrier-pigeon | must be a transport (longpoll, shortpoll, sse, websocket), was \"carrier-pigeon\"",
        "serve --publish-rate 10 | Missing required argument",
        "serve --publish-topic t --publish-rate -1 | must be a positive number of messages per second, such as 20 or 0.5, was \"-1\"",
        "serve --allow-origin not-an-origin --port 0 | allowOrigin must be an origin",
        "tail | Missing required options and parameters: '--topic=TOPIC', 'URL'",
        "tail http://localhost:1/push | Missing required option: '--topic=TOPIC'",
        "tail localhost:8080 --topic t | must be a URL such as http://127.0.0.1:8080/push, without user, query and fragment, was \"localhost:8080\"",
        "tail http://me:pw@localhost/push --topic t | fragment, was \"http://...@localhost/push\"",
        "tail http://localhost/push?token=pw --topic t | was \"http://localhost/push...\"",
        "publish http://localhost/push#pw --topic t x | was \"http://localhost/push...\"",
        "tail http:/push --topic t | must be a URL such as",
        "tail http://localhost:1/push --topic error | topic must not be error or open",
        "tail ftp://localhost/push --topic t | must be a URL such as",
        "tail http:///push --topic t | must be a URL such as",
        "tail http://localhost:99999/push --topic t | must be a URL such as",
        "tail http://localhost:1/push --topic a,b | topic must have 1 to 128 characters of A-Z a-z 0-9 . _ : / -, was \"a,b\"",
        "tail http://localhost:1/push --topic $open | topic must have",
        "tail http://localhost:1/push --topic t --after yesterday | cursor must be <epoch>-<sequence>, latest or earliest, was \"yesterday\"",
        "tail http://localhost:1/push --topic t --count none | must be a whole number",
        "tail http://localhost:1/push --topic t --interval 1s | --interval requires --transport shortpoll, was used with sse",
        "publish http://localhost:1/push text | Missing required option: '--topic=TOPIC'",
        "publish http://localhost:1/push --topic t --timeout soon text | must be a positive duration",
        "compare --rate 0 | must be a positive number of messages per second",
        "compare --size 10 | size must be at least 42 bytes, was 10",
        "compare --rate 0.1 --seconds 5 | rate times seconds must be 10 to 10000000 messages, was 0.5",
        "chaos --minutes 0 | must be a whole number from 1 to 1000000000, was \"0\"",
        "chaos --transport pigeon | must be a transport (longpoll, shortpoll, sse, websocket), was \"pigeon\"",
        "compare --seed pi | 'pi' is not a long",
        "compare --quick --standard | --quick and --standard exclude each other",
        "compare --only speed | --only must be one of [latency,",
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
