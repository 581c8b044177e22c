package io.pushchannel.http;

import io.pushchannel.PublishResult;
import io.pushchannel.PushRefusedException;
import io.pushchannel.check.Excerpt;
import io.pushchannel.wire.Json;
import io.pushchannel.wire.JsonMessage;
import io.pushchannel.wire.ProblemResponse;
import io.pushchannel.wire.ProtocolViolationException;
import io.pushchannel.wire.WireLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/** Reads responses, and rejects unexpected ones. */
public final class Responses {

  /**
   * Maximum size of the response to a publish, and of the part of an error response that is read.
   */
  private static final int MAX_SHORT_BODY = 64 << 10;

  /** One read; small enough that a slow transfer is noticed. */
  private static final int MAX_READ = 64 << 10;

  private Responses() {}

  /**
   * Requires status 200 and a content type.
   *
   * @throws PushRefusedException if the status is another one
   * @throws IOException if the type is another one, or the body has an encoding that was not
   *     requested
   */
  public static void require(Response response, String type) throws IOException {
    if (response.code() != 200) {
      throw failure(response);
    }
    String header = response.header("Content-Type");
    MediaType actual = header == null ? null : MediaType.parse(header);
    if (actual == null || !type.equals(actual.type() + '/' + actual.subtype())) {
      throw new IOException(
          "Content-Type must be "
              + type
              + " from "
              + response.request().url()
              + ", was "
              + Excerpt.of(header));
    }
    String encoding = response.header("Content-Encoding", "identity");
    if (!"identity".equalsIgnoreCase(encoding)) {
      throw new IOException(
          "a response must not be encoded from "
              + response.request().url()
              + ", was "
              + Excerpt.of(encoding));
    }
  }

  /**
   * Reads a whole body, unzipped if it was zipped.
   *
   * @throws IOException if it breaks off, is larger than 16 MiB, or arrives at less than 10 KB/s
   */
  public static byte[] body(Response response) throws IOException {
    return body(response, WireLimits.RECEIVED);
  }

  /** Returns the exception for a response with an error status. Reads up to 64 KiB of its body. */
  public static PushRefusedException failure(Response response) {
    return new ProblemResponse(
            response.code(),
            response.request().url(),
            response.header("Location"),
            response.header("Retry-After"),
            startOfBody(response))
        .toException();
  }

  /** Limits {@code Retry-After}, because OkHttp fails if the seconds exceed an {@code int}. */
  static Response withReadablePause(Response response) {
    return response.header("Retry-After", "").matches("[0-9]{10,}")
        ? response.newBuilder().header("Retry-After", "999999999").build()
        : response;
  }

  static PublishResult readPublished(Response response) throws IOException {
    if (response.code() != 200 && response.code() != 201) {
      throw failure(response);
    }
    byte[] body = body(response, MAX_SHORT_BODY);
    return new PublishResult(
        JsonMessage.readPosition(Json.read(body, "{\"id\":...}"), "id"), response.code() == 200);
  }

  private static byte[] body(Response response, int max) throws IOException {
    BufferedSource source = response.body().source();
    Buffer body = new Buffer();
    TransferRate rate = new TransferRate(System::nanoTime);
    while (source.read(body, MAX_READ) >= 0) {
      if (body.size() > max) {
        throw new ProtocolViolationException(
            "response from "
                + response.request().url()
                + " must have at most "
                + max
                + " bytes, had more");
      }
      rate.require(body.size());
    }
    return body.readByteArray();
  }

  private static String startOfBody(Response response) {
    if (response.code() < 200) {
      return ""; // an informational response has no body, and OkHttp throws if it is read
    }
    try {
      BufferedSource source = response.body().source();
      source.request(MAX_SHORT_BODY);
      return source
          .getBuffer()
          .readString(Math.min(MAX_SHORT_BODY, source.getBuffer().size()), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // the body is incomplete: the message has the status only
    }
  }
}
