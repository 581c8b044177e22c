package io.pushchannel.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection through the proxy: two sockets and two pipes. Confined to the thread of
 * the proxy.
 */
final class ProxiedConnection implements Pipe.Callbacks {

  private enum Mode {
    CONNECTING,
    PASSING,
    /** Discards all bytes, and does not forward the end of either side. */
    HALF_OPEN,
    /** Both sides have received an end, and have a moment to close as well. */
    CLOSING,
    CLOSED
  }

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final ProxyLoop loop;
  private final int port;
  private final FaultProxyBuilder settings;
  private final Consumer<ProxiedConnection> onClosed;
  private final ProxySocket client;
  private final Pipe up;
  private final Pipe down;
  private final @Nullable RequestRepeat repeat;
  private ProxySocket server;
  private Mode mode = Mode.CONNECTING;
  private int endedSides;

  private ConnectionObserver observer = ConnectionObserver.NONE;
  private boolean endReported;

  /** True during the first connect, and during the connect that repeats a request. */
  private boolean connecting;

  /** True if {@link #makeHalfOpen} was called before the connection to the server existed. */
  private boolean halfOpenRequested;

  private long lastPassed = System.nanoTime();

  ProxiedConnection(
      ProxyLoop loop,
      SocketChannel accepted,
      int port,
      List<Fault> plan,
      FaultProxyBuilder settings,
      Consumer<ProxiedConnection> onClosed)
      throws IOException {
    this.loop = loop;
    this.port = port;
    this.settings = settings;
    this.onClosed = onClosed;
    this.client = new ProxySocket(accepted, loop, 0, this::ready);
    this.server = connect();
    this.up = new Pipe(loop, client, server, stages(plan, Direction.UP), this);
    this.down = new Pipe(loop, server, client, stages(plan, Direction.DOWN), this);
    this.repeat = plan.contains(new Fault.RepeatRequest()) ? new RequestRepeat() : null;
    for (Fault fault : plan) {
      if (fault instanceof Fault.CloseWhenIdle idle) {
        watch(idle);
      }
    }
  }

  private List<FaultStage> stages(List<Fault> plan, Direction direction) {
    return FaultStages.of(plan, direction, settings.onFault);
  }

  private ProxySocket connect() throws IOException {
    connecting = true;
    return ProxySocket.connect(port, settings.receiveBuffer, loop, this::ready);
  }

  private void ready(SelectionKey key) {
    try {
      if (key.isConnectable()) {
        connected();
      }
      if (key.isValid() && key.isWritable()) {
        (client.is(key) ? down : up).flush();
      }
      if (key.isValid() && key.isReadable()) {
        readable(client.is(key) ? client : server);
      }
    } catch (IOException e) {
      lost(client.is(key) ? client : server);
    }
  }

  private void connected() throws IOException {
    server.finishConnect();
    connecting = false;
    boolean again = mode != Mode.CONNECTING;
    if (!again) {
      mode = Mode.PASSING;
      observer = settings.observers.get();
    }
    down.begin();
    up.begin();
    if (halfOpenRequested) {
      makeHalfOpen();
    }
    if (again && mode == Mode.PASSING && repeat != null) {
      up.bytes(ByteBuffer.wrap(repeat.request()), System.nanoTime());
      up.flush();
    }
  }

  private void readable(ProxySocket from) throws IOException {
    if (connecting) {
      from.reading(false); // there is no receiver yet; connected() resumes reading
      return;
    }
    byte[] bytes = Pipe.read(from);
    if (bytes == null) {
      reportEnd(from);
    }
    if (mode != Mode.PASSING) {
      if (bytes == null) {
        from.reading(false);
        sideEnded();
      }
      return;
    }
    lastPassed = System.nanoTime();
    if (bytes != null) {
      observer.received(from == client ? Direction.UP : Direction.DOWN, bytes);
    }
    if (repeat != null && bytes != null) {
      if (from == client) {
        repeat.sent(bytes);
      } else if (repeat.discardsResponse()) {
        repeat();
        return;
      }
    }
    (from == client ? up : down).take(bytes);
  }

  private void repeat() throws IOException {
    settings.onFault.accept(new Fault.RepeatRequest());
    ProxySocket old = server;
    up.discard();
    client.reading(false);
    server = connect();
    up.replace(old, server);
    down.replace(old, server);
    server.reading(false);
    client.reading(false);
    old.close();
  }

  /** Counts a side that ended while ends are not forwarded. Closes after the second one. */
  private void sideEnded() {
    endedSides++;
    if (endedSides == 2) {
      close();
    }
  }

  private void lost(ProxySocket peer) {
    reportEnd(peer);
    if (mode == Mode.HALF_OPEN) {
      peer.close();
      sideEnded();
    } else {
      close();
    }
  }

  private void watch(Fault.CloseWhenIdle idle) {
    long left = lastPassed + idle.limit().toNanos() - System.nanoTime();
    if (left > 0) {
      loop.schedule(Duration.ofNanos(left), () -> watch(idle));
    } else if (mode == Mode.PASSING) {
      settings.onFault.accept(idle);
      cut(Ending.FIN);
    }
  }

  @Override
  public void ended() {
    if (up.isOver() && down.isOver()) {
      close();
    }
  }

  @Override
  public void failed() {
    close();
  }

  @Override
  public void cut(Ending ending) {
    if (mode == Mode.CLOSED || mode == Mode.CLOSING) {
      return;
    }
    reportEnd(EndedBy.PROXY);
    try {
      if (ending == Ending.RST || connecting) {
        client.reset();
        server.reset();
        close();
      } else {
        closeGracefully();
      }
    } catch (IOException e) {
      close(); // one of the sockets was closed already
    }
  }

  private void closeGracefully() throws IOException {
    mode = Mode.CLOSING;
    endedSides = 0;
    up.discard();
    down.discard();
    client.reading(true);
    server.reading(true);
    client.end();
    server.end();
    loop.schedule(CLOSE_TIMEOUT, this::close);
  }

  @Override
  public void makeHalfOpen() {
    halfOpenRequested = mode == Mode.CONNECTING;
    if (mode == Mode.PASSING) {
      mode = Mode.HALF_OPEN;
      up.discard();
      down.discard();
      client.reading(true);
      server.reading(true);
    }
  }

  /** Stops or resumes reading from the server. */
  void pause(boolean pause) {
    down.pause(pause);
    if (mode == Mode.PASSING && !connecting) {
      down.begin();
      ended();
    }
  }

  @Override
  public void respond(String text) {
    try {
      client.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
      cut(Ending.FIN);
    } catch (IOException e) {
      close(); // the client is gone
    }
  }

  /** Closes both sides immediately. Idempotent. */
  void close() {
    if (mode != Mode.CLOSED) {
      mode = Mode.CLOSED;
      reportEnd(EndedBy.PROXY);
      up.discard();
      down.discard();
      onClosed.accept(this); // first, so that open() is correct once the peers see the end
      client.close();
      server.close();
    }
  }

  private void reportEnd(ProxySocket side) {
    reportEnd(side == client ? EndedBy.CLIENT : EndedBy.SERVER);
  }

  /** Reports the first end to the observer. */
  private void reportEnd(EndedBy side) {
    if (!endReported) {
      endReported = true;
      observer.ended(side);
    }
  }
}
