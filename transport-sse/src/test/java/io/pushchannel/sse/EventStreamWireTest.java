package io.pushchannel.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.PushOptions;
import io.pushchannel.http.HttpCalls;
import io.pushchannel.http.Responses;
import io.pushchannel.http.SharedHttpClient;
import io.pushchannel.testkit.wire.ScriptedPeer;
import io.pushchannel.testkit.wire.ScriptedServer;
import io.pushchannel.wire.Position;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same streams from a real server, by the calls that the connection makes. */
@Timeout(30)
class EventStreamWireTest {

  private static final List<EventStream> ALL = EventStream.all();
  private static final Pattern CALL = Pattern.compile("topic=(\\w+)&after=e-(\\d+) ");

  /** Streams the one of the number that is asked for, in the way that is. */
  private static final ScriptedServer SERVER =
      new ScriptedServer(
          client -> {
            Matcher call = CALL.matcher(client.request());
            if (!call.find()) {
              throw new IOException("expected a way and a number, got another request");
            }
            stream(client, call.group(1), ALL.get(Integer.parseInt(call.group(2))));
          });

  private final HttpCalls calls =
      new HttpCalls(
          SERVER.uri(), PushOptions.DEFAULT, SharedHttpClient.shared(), Duration.ofSeconds(10));

  static List<EventStream> streams() {
    return ALL;
  }

  @AfterAll
  static void close() {
    SERVER.close();
  }

  @ParameterizedTest
  @MethodSource("streams")
  void itIsHeardByteByByteUntilTheConnectionIsClosed(EventStream example) throws IOException {
    assertEquals(example.expected(), receive("closed", example));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void itIsHeardByteByByteInChunks(EventStream example) throws IOException {
    assertEquals(example.expected(), receive("chunks", example));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void itIsHeardInOnePieceOfKnownLength(EventStream example) throws IOException {
    assertEquals(example.expected(), receive("length", example));
  }

  private EventStream.Received receive(String way, EventStream example) throws IOException {
    AtomicReference<EventStream.Received> received = new AtomicReference<>();
    calls.stream(
        calls
            .read("sse", List.of(way), new Position("e", ALL.indexOf(example)).toCursor(), Map.of())
            .build(),
        (answer, opened) -> {
          Responses.require(answer, "text/event-stream");
          received.set(RecordingEvents.receive(answer));
        });
    return received.get();
  }

  private static void stream(ScriptedPeer client, String way, EventStream example)
      throws IOException {
    client.send(
        "HTTP/1.1 200 OK\r\nContent-Type: "
            + Objects.requireNonNullElse(example.contentType(), "text/event-stream")
            + "\r\n");
    byte[] bytes = example.bytes();
    switch (way) {
      case "length" -> client.send("Content-Length: " + bytes.length + "\r\n\r\n").send(bytes);
      case "chunks" -> {
        client.send("Transfer-Encoding: chunked\r\n\r\n");
        for (byte each : bytes) {
          client.send("1\r\n").send(new byte[] {each}).send("\r\n".getBytes(UTF_8));
        }
        client.send("0\r\n\r\n");
      }
      default -> {
        client.send("Connection: close\r\n\r\n");
        for (byte each : bytes) {
          client.send(new byte[] {each});
        }
      }
    }
    client.end();
  }
}
