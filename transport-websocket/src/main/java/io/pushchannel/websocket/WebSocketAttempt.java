package io.pushchannel.websocket;

import io.pushchannel.PushOptions;
import io.pushchannel.spi.PushFailure;
import io.pushchannel.spi.Receiver;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PongFrame;
import org.java_websocket.framing.TextFrame;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one connection, by Java-WebSocket's client. It reads on the attempt's thread, which
 * makes all the calls to {@code on...}; while they last nothing is read, and TCP makes the server
 * wait. It writes on a thread of its own, from a queue that the {@link Outbox} keeps short.
 */
final class WebSocketAttempt extends WebSocketClient {

  private static final Logger log = LoggerFactory.getLogger(WebSocketAttempt.class);

  /** Answers to pings wait for no more than so many other frames. */
  private static final int MAX_QUEUED = WebSocketConnection.MAX_UNANSWERED + 16;

  private final ClientDraft draft;
  private final PushOptions options;
  private final Link link;
  private final Outbox outbox;
  private final WebSocketEvents events;
  private long lastShown = System.nanoTime();
  private @Nullable Throwable thrown;
  private @Nullable Exception trouble;
  private Ending ending = new Ending(CloseFrame.ABNORMAL_CLOSE, "", true);

  WebSocketAttempt(URI uri, PushOptions options, Link link, Receiver receiver, Outbox outbox) {
    this(new ClientDraft(uri, link), uri, options, link, receiver, outbox);
  }

  @SuppressWarnings("deprecation") // a whole socket factory would say no more than setSocket does
  private WebSocketAttempt(
      ClientDraft draft,
      URI uri,
      PushOptions options,
      Link link,
      Receiver receiver,
      Outbox outbox) {
    super(uri, draft, options.headers());
    this.draft = draft;
    this.options = options;
    this.link = link;
    this.outbox = outbox;
    this.events = new WebSocketEvents(receiver, link, outbox, this::sendText);
    setSocket(link.socket());
    setTcpNoDelay(true);
    setDaemon(true);
    setConnectionLostTimeout(0); // silence is the link's business
  }

  /** Hears until the connection ends. Then no thread is left of it. */
  void hear() throws IOException, InterruptedException {
    try {
      run();
    } finally {
      closeConnection(CloseFrame.ABNORMAL_CLOSE, "");
      link.awaitLastWrite();
    }
    end();
  }

  @Override
  public void onOpen(ServerHandshake answer) {
    attempt(() -> link.allowSilence(options.heartbeat().multipliedBy(2)));
  }

  @Override
  public void onMessage(String text) {
    attempt(() -> events.heard(text));
    link.heard(); // it was not the server that was silent meanwhile
    showLife();
  }

  @Override
  public void onMessage(ByteBuffer bytes) {
    attempt(
        () -> {
          throw new IOException("expected text from the server, got binary data");
        });
  }

  @Override
  public void onWebsocketPing(WebSocket connection, Framedata ping) {
    if (((WebSocketImpl) connection).outQueue.size() < MAX_QUEUED) {
      super.onWebsocketPing(connection, ping);
    }
  }

  /**
   * Lets the answer to a close frame out. The thread that writes is interrupted next, and if that
   * meets it between two frames, it leaves without a look at the queue.
   */
  @Override
  public void onClosing(int code, @Nullable String reason, boolean remote) {
    try {
      link.awaitTaken(((WebSocketImpl) getConnection()).outQueue);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void onClose(int code, @Nullable String reason, boolean remote) {
    ending = new Ending(code, reason == null ? "" : reason, remote);
  }

  @Override
  public void onError(Exception e) {
    if (trouble == null) {
      trouble = e;
    }
  }

  private void sendText(byte[] utf8) {
    TextFrame frame = new TextFrame();
    frame.setPayload(ByteBuffer.wrap(utf8));
    sendUnlessEnded(frame);
  }

  private void sendUnlessEnded(Framedata frame) {
    try {
      sendFrame(frame);
    } catch (WebsocketNotConnectedException e) {
      log.debug("The connection has just ended; what is unanswered goes out on the next");
    }
  }

  /** A pong nobody asked for (RFC 6455, section 5.5.3): a slow listener is not a dead one. */
  private void showLife() {
    long now = System.nanoTime();
    if (now - lastShown > link.allowedSilence().toNanos() / 4 && isOpen()) {
      lastShown = now;
      sendUnlessEnded(new PongFrame());
    }
  }

  /** Keeps what {@code step} throws from Java-WebSocket, which would log it and go on. */
  private void attempt(Step step) {
    if (thrown != null) {
      return;
    }
    try {
      step.run();
    } catch (IOException | RuntimeException | Error e) {
      thrown = e;
      link.close();
    }
  }

  private void end() throws IOException {
    if (thrown instanceof IOException e) {
      throw e;
    } else if (thrown instanceof RuntimeException e) {
      throw e;
    } else if (thrown instanceof Error e) {
      throw e;
    }
    PushFailure refusal = draft.refusal();
    if (refusal != null) {
      throw refusal;
    }
    if (!events.saidBye()) {
      IOException failure = ending.toException(link, trouble);
      if (ending.blamesFrame()) {
        outbox.failLargest(ending.toRefusal(failure));
      }
      throw failure;
    }
  }

  /** What may fail. */
  private interface Step {
    void run() throws IOException;
  }
}
