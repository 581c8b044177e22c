package io.pushchannel.server;

import io.pushchannel.PublishResult;
import io.pushchannel.check.Excerpt;
import io.pushchannel.server.http.Response;
import io.pushchannel.spi.EndpointContext;
import io.pushchannel.spi.HttpProblemException;
import io.pushchannel.spi.PushEndpoint;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.ReadRequest;
import io.pushchannel.wire.WireBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Publishes the body: {@code POST /push/publish?topic=t}. */
final class PublishEndpoint implements PushEndpoint {

  private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

  private final EndpointContext settings;

  PublishEndpoint(EndpointContext settings) {
    this.settings = settings;
  }

  @Override
  public void handle(PushExchange exchange) {
    ReadRequest.requireMethod(exchange, "POST");
    settings.requireClientPublish();
    requireNoCoding(exchange.header("Content-Encoding"));
    var topics = exchange.query("topic");
    if (topics.size() != 1) {
      throw new HttpProblemException(
          400, "Bad topic", "topic must be there once, was there this often: " + topics.size());
    }
    String topic = ReadRequest.requireTopic(topics.get(0));
    settings
        .log()
        .append(topic, text(exchange.body()), key(exchange.header("Idempotency-Key")))
        .whenComplete((result, failure) -> exchange.run(() -> answer(exchange, result, failure)));
  }

  private static void requireNoCoding(@Nullable String coding) {
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      throw new HttpProblemException(
          415,
          "Unsupported coding",
          "the body must not be encoded, was " + Excerpt.quoted(coding),
          Map.of("Accept-Encoding", "identity"));
    }
  }

  /** ASCII only: what else a header may hold has no agreed meaning, so two might be one. */
  private static @Nullable String key(@Nullable String key) {
    if (key != null && !key.chars().allMatch(c -> c < 0x80)) {
      throw new HttpProblemException(
          400, "Bad key", "Idempotency-Key must be of ASCII characters, has others");
    }
    return key;
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new HttpProblemException(400, "Bad text", "the body must be UTF-8, has other bytes");
    }
  }

  private static void answer(
      PushExchange exchange, @Nullable PublishResult result, @Nullable Throwable failure) {
    if (result != null) {
      byte[] body =
          new WireBuffer().utf8("{\"id\":\"").cursor(result.id()).utf8("\"}").toByteArray();
      exchange.respond(result.duplicate() ? 200 : 201, HEADERS, body);
    } else {
      HttpProblemException refusal = HttpProblemException.ofPublish(failure);
      exchange.respond(refusal.status(), Response.problemHeaders(refusal), refusal.body());
    }
  }
}
