package io.pushchannel.server;

import io.pushchannel.spi.Drain;
import io.pushchannel.spi.PushExchange;
import io.pushchannel.spi.PushStream;
import io.pushchannel.spi.Refusal;
import io.pushchannel.spi.WireBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its answer. */
final class HttpExchange implements PushExchange {

  private static final Logger log = LoggerFactory.getLogger(HttpExchange.class);

  private final HttpConnection connection;
  private final Request request;
  private final List<Runnable> onEnd = new ArrayList<>(0); // most have none
  private final List<Deadlines.Deadline> scheduled = new ArrayList<>(0);
  private Map<String, String> allowed = Map.of();
  private @Nullable Runnable onClosing;
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
    if (!connection.loop().executor.inEventLoop()) {
      connection.loop().executor.execute(() -> respond(status, headers, body));
    } else if (!ended) {
      begin();
      boolean keepAlive = request.wantsKeepAlive() && !isClosing() && status < 500;
      WireBuffer response = ResponseHead.begin(status, headers, connection.loop().head.clear());
      allowed.forEach((name, value) -> ResponseHead.header(name, value, response));
      if (!keepAlive) {
        ResponseHead.header("Connection", "close", response);
      } else if (!isHttp11()) {
        ResponseHead.header("Connection", "keep-alive", response);
      }
      boolean hasBody = !method().equals("HEAD");
      if (connection.loop().unsent.admit(hasBody ? body.length : 0)) {
        connection.answer(
            this,
            Answer.finish(status, body, hasBody, response, connection.channel().alloc()),
            connection.loop().unsent.promise(connection.channel(), hasBody ? body.length : 0),
            keepAlive);
      } else {
        begun = false; // nothing of it has been sent
        refuse(unsent());
      }
    }
  }

  @Override
  public PushStream stream(int status, Map<String, String> headers) {
    begin();
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
    begin();
    return handOver(new WireBuffer().octets(responseHead, 0, responseHead.length), input);
  }

  @Override
  public void schedule(Duration delay, Runnable task) {
    if (!ended) {
      scheduled.add(connection.loop().deadlines.after(delay.toMillis(), () -> run(task)));
    }
  }

  @Override
  public void onEnd(Runnable task) {
    if (ended) {
      connection.loop().executor.execute(() -> Callback.run(task));
    } else {
      onEnd.add(task);
    }
  }

  @Override
  public boolean isClosing() {
    return connection.loop().isClosing();
  }

  @Override
  public void onClosing(Runnable task) {
    if (!ended) {
      onClosing = () -> run(task);
      connection.loop().onClosing(onClosing);
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

  /** Runs what answers this, or may: a refusal thrown is the answer, anything else is a 500. */
  void run(Runnable task) {
    try {
      task.run();
    } catch (Refusal refusal) {
      refuse(refusal);
    } catch (Throwable e) {
      log.error("{} {} failed; the connection is closed", method(), target(), e);
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
    if (begun) {
      connection.channel().close();
    } else {
      respond(refusal.status(), Answer.problemHeaders(refusal), refusal.body());
    }
  }

  /** The exchange is over, answered or abandoned. */
  void end() {
    if (!ended) {
      ended = true;
      scheduled.forEach(Deadlines.Deadline::cancel);
      if (onClosing != null) {
        connection.loop().removeOnClosing(onClosing);
      }
      onEnd.forEach(Callback::run);
    }
  }

  private PushStream handOver(WireBuffer head, @Nullable Input input) {
    ByteStream stream = new ByteStream(connection.channel(), connection.loop(), input);
    if (ended) {
      stream.end(); // the peer left before it could begin
    } else {
      connection.handOver(stream);
      stream.write(head);
      end();
    }
    return stream;
  }

  private void begin() {
    if (begun) {
      throw new IllegalStateException("the request has been answered already");
    }
    begun = true;
  }
}
