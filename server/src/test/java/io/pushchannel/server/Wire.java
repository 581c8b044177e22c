package io.pushchannel.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.pushchannel.server.http.HostRule;
import io.pushchannel.server.http.OriginRule;
import io.pushchannel.server.http.RequestDecoder;
import io.pushchannel.server.loop.Loop;
import io.pushchannel.server.loop.MemoryBudget;
import io.pushchannel.server.loop.ServerCounters;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.ReadRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection without a socket: bytes in, bytes out. Whatever comes in, what goes out must be
 * answers, whole and none of them a 500.
 */
final class Wire {

  private static final Set<Integer> STATUSES =
      Set.of(100, 200, 204, 400, 403, 404, 405, 413, 414, 417, 431, 505);

  private static final ServerLimits LIMITS =
      ServerLimits.builder().headBytes(512).bodyBytes(1000).build();

  private static final Pattern ANSWER =
      Pattern.compile("HTTP/1\\.1 ([0-9]{3}) [^\r\n]*\r\n((?:[A-Za-z-]+: [^\r\n]*\r\n)*)\r\n");

  private static final Pattern LENGTH = Pattern.compile("Content-Length: ([0-9]+)\r\n");

  private Wire() {}

  /** Says what it has understood, by way of all that parses requests. */
  private static final PushEndpoint ECHO =
      exchange ->
          exchange.respond(200, Map.of(), understood(exchange).toString().getBytes(ISO_8859_1));

  private static List<Object> understood(PushExchange exchange) {
    List<String> topics = exchange.query("topic").stream().map(ReadRequest::requireTopic).toList();
    return List.of(
        exchange.method(),
        topics,
        ReadRequest.number(exchange, "limit", 1, 1000, 500),
        exchange.body().length);
  }

  /** The answers to {@code bytes}, which come in pieces of {@code size}; without their dates. */
  static String answers(byte[] bytes, int size) {
    Router router = new Router();
    router.add("/push", ECHO);
    MemoryBudget held = new MemoryBudget(1 << 20);
    ServerContext context =
        new ServerContext(
            router,
            false,
            HostRule.of("0.0.0.0", null, Set.of()),
            new OriginRule(Set.of("https://listed.example"), false),
            LIMITS,
            held);
    EmbeddedChannel channel = new EmbeddedChannel();
    RequestDecoder decoder = new RequestDecoder(LIMITS);
    Loop loop = new Loop(channel.eventLoop(), LIMITS, held, new ServerCounters());
    channel.pipeline().addLast(decoder, new HttpConnection(channel, decoder, context, loop));
    channel.pipeline().fireChannelActive();
    StringBuilder out = new StringBuilder();
    for (int from = 0; from < bytes.length && channel.isOpen(); from += size) {
      int length = Math.min(size, bytes.length - from);
      channel.writeInbound(Unpooled.copiedBuffer(bytes, from, length));
    }
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      out.append(part.toString(ISO_8859_1));
      part.release();
    }
    channel.finishAndReleaseAll();
    assertEquals(0, held.held(), "bytes held without an owner");
    return out.toString().replaceAll("Date: [^\r]*\r\n", "");
  }

  /** Requires that any bytes are answered by answers, the same however the bytes are split. */
  static void requireAnswers(byte[] bytes) {
    String whole = answers(bytes, Integer.MAX_VALUE);
    requireAnswers(whole);
    assertEquals(whole, answers(bytes, 1));
    assertEquals(whole, answers(bytes, 7));
  }

  private static void requireAnswers(String out) {
    int at = 0;
    boolean closed = false;
    Matcher answer = ANSWER.matcher(out);
    while (at < out.length()) {
      assertTrue(!closed, () -> "expected nothing behind the last answer: " + out);
      assertTrue(answer.find(at) && answer.start() == at, () -> "expected an answer: " + out);
      int status = Integer.parseInt(answer.group(1));
      assertTrue(STATUSES.contains(status), () -> "expected no " + status + ": " + out);
      closed = answer.group(2).contains("Connection: close\r\n");
      Matcher length = LENGTH.matcher(answer.group(2));
      at = answer.end() + (length.find() ? Integer.parseInt(length.group(1)) : 0);
    }
  }
}
