package io.pushchannel.server;

import io.netty.buffer.ByteBuf;
import io.pushchannel.spi.Drain;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushStream;
import io.pushchannel.spi.Refusal;
import io.pushchannel.spi.WireBuffer;
import java.time.Duration;
import java.util.ArrayList;
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
  private final List<Deadlines.Deadline> scheduled = new ArrayList<>(0); // most have none
  private Map<String, String> allowed = Map.of();
  private @Nullable Runnable onEnd;

  /** Removes what waits for the server to close. */
  private @Nullable Runnable cleanup;

  /** The stream that has replaced this exchange on its connection. */
  private @Nullable ByteStream stream;

  private boolean endsWithStream;
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
  public <T> T remember(Class<T> type, Function<PushExchange, T> read) {
    Object known = request.remembered();
    if (type.isInstance(known)) {
      return type.cast(known);
    }
    T made = read.apply(this);
    request.remember(made);
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
  public Drain drain() {
    return connection.loop().drain;
  }

  @Override
  public void respond(int status, Map<String, String> headers, byte[] body) {
    if (!isOnLoop()) {
      run(() -> respond(status, headers, body));
    } else if (!ended && stream == null) {
      requireUnanswered();
      boolean keepAlive = request.wantsKeepAlive() && !isClosing() && status < 500;
      WireBuffer response = ResponseHead.begin(status, headers, connection.loop().head.clear());
      allowed.forEach((name, value) -> ResponseHead.header(name, value, response));
      if (!keepAlive) {
        ResponseHead.header("Connection", "close", response);
      } else if (!isHttp11()) {
        ResponseHead.header("Connection", "keep-alive", response);
      }
      boolean hasBody = !method().equals("HEAD");
      int unsent = hasBody ? body.length : 0;
      ByteBuf whole = Answer.finish(status, body, hasBody, response, connection.channel().alloc());
      if (connection.loop().unsent.admit(unsent)) {
        begun = true;
        connection.answer(
            this, whole, connection.loop().unsent.promise(connection.channel(), unsent), keepAlive);
      } else {
        whole.release();
        refuse(unsent());
      }
    }
  }

  @Override
  public PushStream stream(int status, Map<String, String> headers) {
    requireLoop("stream");
    requireUnanswered();
    WireBuffer head = ResponseHead.begin(status, headers, new WireBuffer());
    allowed.forEach((name, value) -> ResponseHead.header(name, value, head));
    if (isHttp11()) {
      ResponseHead.header("Transfer-Encoding", "chunked", head);
    } else {
      ResponseHead.header("Connection", "close", head);
    }
    return handOver(ResponseHead.end(head), null);
  }

  @Override
  public PushStream upgrade(byte[] responseHead, Input input) {
    requireLoop("upgrade");
    requireUnanswered();
    Objects.requireNonNull(input, "input");
    return handOver(new WireBuffer().octets(responseHead, 0, responseHead.length), input);
  }

  @Override
  public void schedule(Duration delay, Runnable task) {
    requireLoop("schedule");
    Objects.requireNonNull(task, "task");
    if (!ended) {
      scheduled.removeIf(deadline -> !deadline.isPending());
      scheduled.add(connection.loop().deadlines.after(delay.toMillis(), () -> run(task)));
      endWithStream();
    }
  }

  @Override
  public void onEnd(Runnable task) {
    requireLoop("onEnd");
    if (ended) {
      connection.loop().execute(() -> Callback.run(task));
    } else {
      onEnd = Callback.both(onEnd, task);
      endWithStream();
    }
  }

  @Override
  public boolean isClosing() {
    return connection.loop().isClosing();
  }

  @Override
  public void onClosing(Runnable task) {
    requireLoop("onClosing");
    Objects.requireNonNull(task, "task");
    if (!ended) {
      Runnable closer = () -> run(task);
      connection.loop().onClosing(closer);
      cleanup = Callback.both(cleanup, () -> connection.loop().removeOnClosing(closer));
      endWithStream();
    }
  }

  /**
   * Applies the rules on hosts and origins, and remembers what they add to the answer.
   *
   * @throws Refusal 400 or 403
   */
  void allow(OriginRule origins) {
    allowed = request.allowedBy(origins);
  }

  /** Whether this asks, for a page of a listed origin, what it may ask. */
  boolean isPreflight() {
    return allowed.containsKey("Access-Control-Allow-Origin")
        && method().equals("OPTIONS")
        && header("Access-Control-Request-Method") != null;
  }

  @Override
  public void run(Runnable task) {
    if (!isOnLoop()) {
      connection.loop().execute(() -> run(task));
      return;
    }
    try {
      task.run();
    } catch (Refusal refusal) {
      refuse(refusal);
    } catch (Throwable e) {
      log.error("{} {} failed; the client receives 500", method(), target(), e);
      refuse(new Refusal(500, "Internal error", "the request could not be answered"));
    }
  }

  private static Refusal unsent() {
    return new Refusal(
        503,
        "Too many answers unsent",
        "expected clients to read what they asked for; try later",
        Map.of("Retry-After", "1"));
  }

  /** Answers by an error, or ends the connection if an answer has begun. */
  private void refuse(Refusal refusal) {
    if (begun && !ended) {
      connection.channel().close();
    } else {
      respond(refusal.status(), Answer.problemHeaders(refusal), refusal.body());
    }
  }

  /** Ends the exchange: it was answered or abandoned, or its stream has ended. */
  void end() {
    if (!ended) {
      ended = true;
      scheduled.forEach(Deadlines.Deadline::cancel);
      if (cleanup != null) {
        cleanup.run();
      }
      if (onEnd != null) {
        Callback.run(onEnd);
      }
    }
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
      if (onEnd != null || cleanup != null || !scheduled.isEmpty()) {
        endWithStream();
      }
    }
    return opened;
  }

  /** Only an exchange with callbacks is kept by its stream: an idle stream keeps no request. */
  private void endWithStream() {
    if (stream != null && !endsWithStream) {
      endsWithStream = true;
      stream.onEnd(this::end);
    }
  }

  private boolean isOnLoop() {
    return connection.loop().executor.inEventLoop();
  }

  private void requireLoop(String method) {
    if (!isOnLoop()) {
      throw new IllegalStateException(
          method
              + " must be called on the event loop of the exchange, was called on "
              + Thread.currentThread().getName()
              + "; use run");
    }
  }

  private void requireUnanswered() {
    if (begun) {
      throw new IllegalStateException("the request has been answered already");
    }
  }
}
