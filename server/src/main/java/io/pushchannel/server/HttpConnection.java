package io.pushchannel.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.pushchannel.server.http.Request;
import io.pushchannel.server.http.RequestAssembly;
import io.pushchannel.server.http.RequestDecoder;
import io.pushchannel.server.http.RequestRules;
import io.pushchannel.server.http.Response;
import io.pushchannel.server.loop.LingeringClose;
import io.pushchannel.server.loop.Loop;
import io.pushchannel.server.loop.ReceiveTimeout;
import io.pushchannel.server.loop.SendProgress;
import io.pushchannel.spi.HttpProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection in its HTTP phase. Assembles requests, has them handled one at a time in the order
 * of arrival (RFC 9112, section 9.3.2), and hands the connection over when a stream begins.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {

  private static final Logger log = LoggerFactory.getLogger(HttpConnection.class);

  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Channel channel;
  private final RequestDecoder decoder;
  private final ServerContext context;
  private final Loop loop;
  private final ReceiveTimeout timeout;
  private final SendProgress progress;
  private final Runnable closer = this::closeIfIdle;

  /** Requests that came behind one that is held; nothing more is read while there is one. */
  private final Queue<Request> waiting = new ArrayDeque<>(1);

  /** Why what came behind the requests that are waiting can't be understood; nor can the rest. */
  private @Nullable HttpProblemException broken;

  private @Nullable RequestAssembly assembly;
  private @Nullable HttpExchange current;
  private boolean reading;
  private boolean dispatching;
  private boolean isHandedOver;
  private boolean ended;

  /** One whose bytes {@code decoder}, before it in the pipeline, turns into requests. */
  HttpConnection(Channel channel, RequestDecoder decoder, ServerContext context, Loop loop) {
    this.channel = channel;
    this.decoder = decoder;
    this.context = context;
    this.loop = loop;
    this.timeout = new ReceiveTimeout(loop.deadlines, context.limits(), this::closeIfLate);
    this.progress = new SendProgress(channel);
  }

  Channel channel() {
    return channel;
  }

  Loop loop() {
    return loop;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    loop.onClosing(closer);
    timeout.connected();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    reading = true;
    try {
      if (!ended && broken == null) {
        received(message);
      }
    } catch (HttpProblemException refusal) {
      breakOff(refusal);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (!ended && broken == null && current == null && decoder.hasBegun()) {
      timeout.requestBegins();
    }
    reading = false;
    loop.flushes.add(channel);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (!dispatching && !waiting.isEmpty() && channel.isWritable()) {
      answerWaiting();
      channel.flush();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    ended = true;
    HttpExchange abandoned = current;
    release();
    if (abandoned != null) {
      abandoned.end();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      log.error("A connection failed and is closed; the others go on", cause);
    }
    channel.close();
  }

  /** Sends a response, then starts the next request unless the connection must end. */
  void answer(HttpExchange exchange, ByteBuf response, ChannelPromise sent, boolean keepAlive) {
    channel.write(response, sent);
    current = null;
    if (!keepAlive) {
      linger();
    }
    exchange.end();
    if (!dispatching) {
      answerWaiting();
    }
    if (!reading) {
      loop.flushes.add(channel);
    }
  }

  /** Keeps the value computed from {@code request}, in case the same bytes arrive again. */
  void expectAgain(Request request) {
    decoder.expectAgain(request);
  }

  /** Leaves HTTP: {@code stream} gets the connection, and the bytes that were not decoded yet. */
  void handOver(ByteStream stream) {
    ended = true;
    current = null;
    release();
    channel.config().setAutoRead(true);
    channel.pipeline().replace(this, null, stream);
    if (dispatching) {
      isHandedOver = true; // the decoder goes when the loop that dispatches has ended
    } else {
      channel.pipeline().remove(decoder);
    }
  }

  private void received(Object message) {
    if (message instanceof Request again) {
      waiting.add(again);
      answerWaiting();
    } else if (message instanceof HttpRequest head) {
      assembly = new RequestAssembly(head, context.limits(), context.held());
      // behind a held request it would pass for a part of that one's answer
      if (assembly.expectsContinue() && current == null) {
        channel.write(Unpooled.wrappedBuffer(CONTINUE), channel.voidPromise());
      }
    }
    if (message instanceof HttpContent content && assembly != null) {
      RequestRules.requireWholeChunks(content.decoderResult(), context.limits());
      int size = content.content().readableBytes();
      assembly.add(content.content());
      if (content instanceof LastHttpContent) {
        Request request = assembly.complete();
        decoder.completed(request);
        waiting.add(request);
        endAssembly();
        answerWaiting();
      } else if (current == null) {
        timeout.bodyReceived(size);
      }
    }
  }

  private void answerWaiting() {
    dispatching = true;
    while (current == null && !ended && !waiting.isEmpty() && hasRoom()) {
      timeout.cancel();
      dispatch(waiting.remove());
    }
    dispatching = false;
    if (isHandedOver) {
      channel.pipeline().remove(decoder);
    } else if (!ended) {
      if (channel.config().isAutoRead() != waiting.isEmpty()) {
        channel.config().setAutoRead(waiting.isEmpty());
      }
      if (broken != null) {
        breakOff(broken);
      } else if (current == null) {
        awaitNext();
      }
    }
  }

  private void awaitNext() {
    if (decoder.hasBegun()) {
      timeout.requestBegins();
    } else {
      timeout.idles();
    }
  }

  /** Returns true if the peer reads its responses; otherwise no further requests are handled. */
  private boolean hasRoom() {
    if (!channel.isWritable()) {
      channel.flush();
    }
    return channel.isWritable();
  }

  private void dispatch(Request request) {
    HttpExchange exchange = new HttpExchange(this, request);
    current = exchange;
    exchange.run(() -> context.answer(exchange));
  }

  /** Rejects input that is not a request, after the earlier requests have been completed. */
  private void breakOff(HttpProblemException refusal) {
    broken = refusal;
    endAssembly();
    if (current == null && waiting.isEmpty()) {
      Map<String, String> allowed = context.origins().headers(decoder.origin());
      channel.write(Response.unread(refusal, allowed), channel.voidPromise());
      linger();
      return;
    }
    channel.config().setAutoRead(false);
    if (current == null) {
      timeout.idles(); // the peer does not read its responses
    } else {
      timeout.cancel();
    }
  }

  private void linger() {
    ended = true;
    release();
    LingeringClose.close(channel, loop);
  }

  private void closeIfLate() {
    boolean isIdle = timeout.isIdle();
    timeout.cancel();
    if (current != null || ended) {
      return;
    }
    if (isIdle && progress.hasMoved(context.limits().idleTimeout().toMillis())) {
      timeout.idles(); // a slow reader of a large response is not idle
    } else if (isIdle) {
      channel.close(); // a response without a request would answer the next one
    } else {
      breakOff(RequestRules.late(assembly != null, context.limits()));
    }
  }

  private void closeIfIdle() {
    if (current == null && assembly == null && !ended) {
      channel.flush();
      channel.close();
    }
  }

  private void endAssembly() {
    if (assembly != null) {
      assembly.end();
      assembly = null;
    }
  }

  private void release() {
    timeout.end();
    waiting.clear();
    endAssembly();
    loop.removeOnClosing(closer);
  }
}
