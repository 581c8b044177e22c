package io.pushchannel.integration.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.pushchannel.integration.hostile.Cases.Case;
import io.pushchannel.server.RawClient;
import io.pushchannel.server.RawClient.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One case as a conversation. Behind what a case sends goes one more request, unless it says {@code
 * alone}, {@code half} (and then our half is closed) or {@code slow}. Where the connection is to
 * stay {@code open}, that request asks for {@code /push} and is answered; where it is to be {@code
 * closed}, it would publish on the topic {@code smuggled}. {@code stream} is the end for an answer
 * without end. {@code once} is for what would not be the same twice; {@code head} says that the
 * answers have no bodies.
 *
 * <p>An answer is a line: its status, the title if it is an error, and what the case asks for:
 * headers and, after {@code ~}, what is to be found in it.
 */
final class HttpTalk {

  static final List<String> FAMILIES =
      List.of(
          "http/framing",
          "http/lines",
          "http/versions",
          "http/targets",
          "http/hosts",
          "http/bodies",
          "http/topics",
          "http/cursors",
          "http/publishing",
          "http/origins",
          "http/handshakes",
          "http/pipelines",
          "http/slow");

  private static final byte[] FOLLOWER = "GET /push HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] SMUGGLED =
      "POST /push/publish?topic=smuggled HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx"
          .getBytes(US_ASCII);

  private static final Pattern TITLE =
      Pattern.compile("\\{\"title\":\"([^\"]*)\".*", Pattern.DOTALL);

  private final Case one;

  HttpTalk(Case one) {
    this.one = one;
  }

  boolean isHalfClosed() {
    return one.directives().contains("half");
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Escapes.bytes(String.join("", one.sent())));
    if (isFollowed() && end().equals("open")) {
      out.writeBytes(FOLLOWER);
    } else if (isFollowed() && end().equals("closed")) {
      out.writeBytes(SMUGGLED);
    }
    return out.toByteArray();
  }

  /** What came, in the words of the case. */
  List<String> receive(RawClient client) throws IOException {
    List<String> received = new ArrayList<>();
    try {
      for (String expected : one.expected().subList(0, one.expected().size() - 1)) {
        received.add(receive(expected, client));
      }
      received.add(rest(client));
    } catch (IOException e) {
      received.add("nothing: " + e.getMessage());
    }
    return received;
  }

  private boolean isFollowed() {
    return List.of("alone", "half", "slow").stream().noneMatch(one.directives()::contains);
  }

  private String end() {
    return one.expected().get(one.expected().size() - 1);
  }

  private String rest(RawClient client) throws IOException {
    if (end().equals("stream")) {
      return "stream";
    } else if (end().equals("closed")) {
      String rest = client.readToEnd();
      return rest.isEmpty() ? "closed" : "more: " + rest;
    }
    if (!isFollowed()) {
      client.get("/push");
    }
    Answer next = client.answer();
    return next.body().startsWith("{\"protocol\":1") ? "open" : "another answer: " + next;
  }

  /**
   * The next answer, described as {@code expected} is: {@code status title | header: value ~ text}.
   */
  private String receive(String expected, RawClient client) throws IOException {
    int tilde = expected.indexOf(" ~ ");
    String sought = tilde < 0 ? "" : expected.substring(tilde + 3);
    String[] parts = (tilde < 0 ? expected : expected.substring(0, tilde)).split(" \\| ");
    Answer head = client.head();
    boolean isStream = head.header("Transfer-Encoding").equals("chunked");
    String body = isStream || head.status() == 101 ? "" : body(head, client);
    Matcher title = TITLE.matcher(body);
    StringBuilder received = new StringBuilder().append(head.status());
    if (title.matches()) {
      received.append(' ').append(title.group(1));
    }
    for (int i = 1; i < parts.length; i++) {
      String name = parts[i].substring(0, parts[i].indexOf(':'));
      received.append(" | ").append(name).append(": ").append(head.header(name));
    }
    if (tilde >= 0) {
      boolean found = isStream ? comes(sought, client) : body.contains(sought);
      received.append(found ? " ~ " + sought : " ~ not found in " + body);
    }
    return received.toString();
  }

  private String body(Answer head, RawClient client) throws IOException {
    int length = Integer.parseInt(head.headers().getOrDefault("Content-Length", "0"));
    return one.directives().contains("head") ? "" : client.read(length);
  }

  /** Reads a stream until it brings a line of {@code sought}. */
  private static boolean comes(String sought, RawClient client) throws IOException {
    String line = client.line();
    while (!line.contains(sought)) {
      line = client.line(); // or it fails after its time-out
    }
    return true;
  }
}
