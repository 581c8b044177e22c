package io.pushchannel.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
final class Conversation implements Pipe.Meeting {

  private enum Mode {
    CONNECTING,
    PASSING,
    /** Discards all bytes, and does not forward the end of either side. */
    VANISHING,
    /** Both sides have received an end, and have a moment to close as well. */
    LEAVING,
    CLOSED
  }

  private static final Duration LEAVE = Duration.ofSeconds(2);

  private final ProxyLoop loop;
  private final int port;
  private final Consumer<Fault> struck;
  private final Consumer<Conversation> onClosed;
  private final Peer client;
  private final Pipe up;
  private final Pipe down;
  private final @Nullable Repeating repeating;
  private Peer server;
  private Mode mode = Mode.CONNECTING;
  private int silent;

  /** True during the first connect, and during the connect that repeats a request. */
  private boolean connecting;

  /** True if {@link #vanish} was called before the connection to the server existed. */
  private boolean toVanish;

  private long lastPassed = System.nanoTime();

  Conversation(
      ProxyLoop loop,
      SocketChannel accepted,
      int port,
      List<Fault> plan,
      Consumer<Fault> struck,
      Consumer<Conversation> onClosed)
      throws IOException {
    this.loop = loop;
    this.port = port;
    this.struck = struck;
    this.onClosed = onClosed;
    this.client = new Peer(accepted, loop, 0, this::ready);
    this.server = connect();
    this.up = new Pipe(loop, client, server, Stages.of(plan, Direction.UP, struck), this);
    this.down = new Pipe(loop, server, client, Stages.of(plan, Direction.DOWN, struck), this);
    this.repeating = plan.contains(new Fault.RepeatRequest()) ? new Repeating() : null;
    for (Fault fault : plan) {
      if (fault instanceof Fault.CloseWhenIdle idle) {
        watch(idle);
      }
    }
  }

  private Peer connect() throws IOException {
    SocketChannel channel = SocketChannel.open();
    Peer peer = new Peer(channel, loop, SelectionKey.OP_CONNECT, this::ready);
    connecting = true;
    try {
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      peer.close();
      throw e;
    }
    return peer;
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
    mode = again ? mode : Mode.PASSING;
    down.begin();
    up.begin();
    if (toVanish) {
      vanish();
    }
    if (again && mode == Mode.PASSING && repeating != null) {
      up.bytes(ByteBuffer.wrap(repeating.request()), System.nanoTime());
      up.flush();
    }
  }

  private void readable(Peer from) throws IOException {
    if (connecting) {
      from.reading(false); // there is no receiver yet; connected() resumes reading
      return;
    }
    byte[] bytes = Pipe.read(from);
    if (mode != Mode.PASSING) {
      if (bytes == null) {
        from.reading(false);
        fellSilent();
      }
      return;
    }
    lastPassed = System.nanoTime();
    if (repeating != null && bytes != null) {
      if (from == client) {
        repeating.sent(bytes);
      } else if (repeating.takesAnswer()) {
        repeat();
        return;
      }
    }
    (from == client ? up : down).take(bytes);
  }

  private void repeat() throws IOException {
    struck.accept(new Fault.RepeatRequest());
    Peer old = server;
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
  private void fellSilent() {
    silent++;
    if (silent == 2) {
      close();
    }
  }

  private void lost(Peer peer) {
    if (mode == Mode.VANISHING) {
      closeQuietly(peer);
      fellSilent();
    } else {
      close();
    }
  }

  private void watch(Fault.CloseWhenIdle idle) {
    long left = lastPassed + idle.limit().toNanos() - System.nanoTime();
    if (left > 0) {
      loop.schedule(Duration.ofNanos(left), () -> watch(idle));
    } else if (mode == Mode.PASSING) {
      struck.accept(idle);
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
    if (mode == Mode.CLOSED || mode == Mode.LEAVING) {
      return;
    }
    try {
      if (ending == Ending.RST || connecting) {
        client.reset();
        server.reset();
        close();
      } else {
        leave();
      }
    } catch (IOException e) {
      close(); // one of the sockets was closed already
    }
  }

  private void leave() throws IOException {
    mode = Mode.LEAVING;
    silent = 0;
    up.discard();
    down.discard();
    client.reading(true);
    server.reading(true);
    client.end();
    server.end();
    loop.schedule(LEAVE, this::close);
  }

  @Override
  public void vanish() {
    toVanish = mode == Mode.CONNECTING;
    if (mode == Mode.PASSING) {
      mode = Mode.VANISHING;
      up.discard();
      down.discard();
      client.reading(true);
      server.reading(true);
    }
  }

  @Override
  public void answer(String text) {
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
      up.discard();
      down.discard();
      onClosed.accept(this); // first, so that open() is correct once the peers see the end
      closeQuietly(client);
      closeQuietly(server);
    }
  }

  private static void closeQuietly(Peer peer) {
    try {
      peer.close();
    } catch (IOException e) {
      // the socket is unusable already, so there is nothing left to close
    }
  }
}
