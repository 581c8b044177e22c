package io.pushchannel.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pushchannel.server.http.EventStreamRefusal;
import io.pushchannel.server.http.HostRule;
import io.pushchannel.server.http.OriginRule;
import io.pushchannel.server.http.Request;
import io.pushchannel.server.http.Response;
import io.pushchannel.server.http.ResponseHead;
import io.pushchannel.server.loop.Callback;
import io.pushchannel.server.loop.UnsentResponses;
import io.pushchannel.spi.HttpProblemException;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushStream;
import io.pushchannel.spi.ReadRequest;
import io.pushchannel.spi.ReaderNotifier;
import io.pushchannel.wire.WireBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer. */
final class HttpExchange implements PushExchange {

  private static final Logger log = LoggerFactory.getLogger(HttpExchange.class);

  private final HttpConnection connection;
  private final Request request;
  private Map<String, String> allowed = Map.of();
  private @Nullable ExchangeTasks tasks;

  /** The stream that has replaced this exchange on its connection. */
  private @Nullable ByteStream stream;

  private boolean begun;
  private boolean ended;

  HttpExchange(HttpConnection connection, Request request) {
    this.connection = connection;
    this.request = request;
  }

  @Override
  public String method() {
    return request.method();
  }

  @Override
  public @Nullable String header(String name) {
    return request.header(name);
  }

  @Override
  public List<Map.Entry<String, String>> headers() {
    return request.head().headers().entries();
  }

  @Override
  public String target() {
    return request.target();
  }

  @Override
  public List<String> query(String name) {
    return request.query().values(name);
  }

  @Override
  public <T> T memoize(Class<T> type, Function<PushExchange, T> read) {
    T known = request.memoized(type);
    if (known != null) {
      return known;
    }
    T made = read.apply(this);
    request.memoize(made);
    connection.expectAgain(request);
    return made;
  }

  @Override
  public byte[] body() {
    return request.body();
  }

  @Override
  public boolean isHttp11() {
    return request.isHttp11();
  }

  @Override
  public ReaderNotifier notifier() {
    return connection.loop().notifier;
  }

  @Override
  public void respond(int status, Map<String, String> headers, byte[] body) {
    if (!connection.loop().isCurrent()) {
      run(() -> respond(status, headers, body));
    } else if (!ended && stream == null) {
      requireUnanswered();
      answer(status, headers, body, status < 500);
    }
  }

  private void answer(int status, Map<String, String> headers, byte[] body, boolean mayStay) {
    boolean keepAlive = mayStay && request.wantsKeepAlive() && !isClosing();
    WireBuffer response = begin(status, headers, connection.loop().head.clear());
    if (!keepAlive) {
      ResponseHead.header("Connection", "close", response);
    } else if (!isHttp11()) {
      ResponseHead.header("Connection", "keep-alive", response);
    }
    boolean hasBody = !ReadRequest.isHead(this);
    int unsent = hasBody ? body.length : 0;
    ByteBuf whole = Response.finish(status, body, hasBody, response, connection.channel().alloc());
    if (connection.loop().unsent.admit(unsent)) {
      begun = true;
      connection.answer(
          this, whole, connection.loop().unsent.promise(connection.channel(), unsent), keepAlive);
    } else {
      whole.release();
      refuse(UnsentResponses.refusal());
    }
  }

  private WireBuffer begin(int status, Map<String, String> headers, WireBuffer out) {
    ResponseHead.begin(status, headers, out);
    allowed.forEach((name, value) -> ResponseHead.header(name, value, out));
    return out;
  }

  @Override
  public PushStream stream(int status, Map<String, String> headers) {
    connection.loop().require("stream");
    requireUnanswered();
    WireBuffer head = begin(status, headers, new WireBuffer());
    if (isHttp11()) {
      ResponseHead.header("Transfer-Encoding", "chunked", head);
    } else {
      ResponseHead.header("Connection", "close", head);
    }
    ResponseHead.end(head);
    return ReadRequest.isHead(this) ? answerHead(head) : handOver(head, null);
  }

  /** Ends a stream of which only the headers were requested. */
  private PushStream answerHead(WireBuffer head) {
    begun = true;
    ByteStream none = new ByteStream(connection.channel(), connection.loop(), null);
    none.end();
    if (!ended) {
      boolean keepAlive = isHttp11() && request.wantsKeepAlive() && !isClosing();
      ByteBuf bytes = Unpooled.wrappedBuffer(head.toByteArray());
      connection.answer(this, bytes, connection.channel().voidPromise(), keepAlive);
    }
    return none;
  }

  @Override
  public PushStream upgrade(byte[] responseHead, Input input) {
    connection.loop().require("upgrade");
    requireUnanswered();
    Objects.requireNonNull(input, "input");
    return handOver(new WireBuffer().octets(responseHead, 0, responseHead.length), input);
  }

  @Override
  public void schedule(Duration delay, Runnable task) {
    connection.loop().require("schedule");
    Objects.requireNonNull(task, "task");
    if (!ended) {
      tasks().schedule(delay, () -> run(task));
    }
  }

  @Override
  public void onEnd(Runnable task) {
    connection.loop().require("onEnd");
    if (ended) {
      connection.loop().execute(() -> Callback.run(task));
    } else {
      tasks().onEnd(task);
    }
  }

  @Override
  public boolean isClosing() {
    return connection.loop().isClosing();
  }

  @Override
  public void onClosing(Runnable task) {
    connection.loop().require("onClosing");
    Objects.requireNonNull(task, "task");
    if (!ended) {
      tasks().onClosing(() -> run(task));
    }
  }

  /**
   * Applies the rules on hosts and origins, and remembers what they add to the answer.
   *
   * @throws HttpProblemException 400, 403 or 421
   */
  void allow(HostRule hosts, OriginRule origins) {
    allowed = origins.headers(header("Origin")); // of an error, too
    allowed = request.allowedBy(hosts, origins);
  }

  /** Returns true for a preflight request of a page of a listed origin. */
  boolean isPreflight() {
    return allowed.containsKey("Access-Control-Allow-Origin")
        && method().equals("OPTIONS")
        && header("Access-Control-Request-Method") != null;
  }

  @Override
  public void run(Runnable task) {
    if (!connection.loop().isCurrent()) {
      connection.loop().execute(() -> run(task));
      return;
    }
    try {
      task.run();
    } catch (HttpProblemException refusal) {
      refuse(refusal);
    } catch (Throwable e) {
      log.error("{} {} failed; the client receives 500", method(), target(), e);
      refuse(new HttpProblemException(500, "Internal error", "the request could not be answered"));
    }
  }

  /** Responds with an error, or ends the connection if a response has begun. */
  private void refuse(HttpProblemException refusal) {
    if (ended) {
      return;
    }
    connection.loop().counters.refusedRequests.increment();
    if (begun) {
      connection.channel().close();
    } else if (refusal.status() == 405 && method().equals("OPTIONS")) {
      answer(204, refusal.headers(), refusal.body(), true); // RFC 9110, section 9.3.7
    } else if (EventStreamRefusal.appliesTo(this, refusal)) {
      byte[] body = EventStreamRefusal.body(refusal);
      answer(200, EventStreamRefusal.HEADERS, body, refusal.status() < 500);
    } else {
      respond(refusal.status(), Response.problemHeaders(refusal), refusal.body());
    }
  }

  /** Ends the exchange: a response was sent, it was abandoned, or its stream has ended. */
  void end() {
    if (!ended) {
      ended = true;
      if (tasks != null) {
        tasks.end();
      }
    }
  }

  /** Only an exchange with tasks is kept by its stream: an idle stream keeps no request. */
  private ExchangeTasks tasks() {
    if (tasks == null) {
      tasks = new ExchangeTasks(connection.loop());
      if (stream != null) {
        stream.onEnd(this::end);
      }
    }
    return tasks;
  }

  private PushStream handOver(WireBuffer head, @Nullable Input input) {
    begun = true;
    ByteStream opened = new ByteStream(connection.channel(), connection.loop(), input);
    if (ended) {
      opened.end(); // the peer left before it could begin
    } else {
      connection.handOver(opened);
      opened.write(head);
      stream = opened;
      if (tasks != null) {
        opened.onEnd(this::end);
      }
    }
    return opened;
  }

  private void requireUnanswered() {
    if (begun) {
      throw new IllegalStateException("the request has been answered already");
    }
  }
}
