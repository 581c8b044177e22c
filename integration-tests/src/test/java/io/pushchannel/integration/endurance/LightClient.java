package io.pushchannel.integration.endurance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A client of one stream that does what our channels do, for a hundredth of their cost: resumes
 * after the last message it delivered, and comes back after a random pause or the one that the
 * server asked for. Counts what is missing and what comes twice. Confined to the thread of its
 * {@link LightClients}.
 */
final class LightClient {

  private static final int MIN_BOUND = 1000;
  private static final int MAX_BOUND = 30_000;
  private static final long SIGN_OF_LIFE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

  private final LightClients all;
  private final boolean isWebSocket;
  private @Nullable SocketChannel channel;
  private String carried = "";
  private long last = -1;
  private long lastShown;
  private int bound = MIN_BOUND;
  private int hint;

  /** How many places the open event names that are still to come: an id and its data, or one. */
  private int places;

  private boolean open;
  private long due;

  LightClient(LightClients all, boolean isWebSocket) {
    this.all = all;
    this.isWebSocket = isWebSocket;
  }

  boolean isOpen() {
    return open;
  }

  /** The number of the last message delivered. */
  long last() {
    return last;
  }

  /** When it wants to come back. */
  long due() {
    return due;
  }

  void connect() {
    try {
      SocketChannel connecting = SocketChannel.open();
      channel = connecting;
      connecting.configureBlocking(false);
      connecting.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 16);
      connecting.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), all.port()));
      connecting.register(all.selector(), SelectionKey.OP_CONNECT, this);
    } catch (IOException e) {
      all.failedConnects++;
      comeBack();
    }
  }

  /** Cuts the connection, without a FIN, and comes back as if the network had. */
  void cut() {
    if (open && channel != null) {
      try {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      comeBack();
    }
  }

  void close() {
    open = false;
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      channel = null;
    }
  }

  void ready(SelectionKey key, ByteBuffer buffer) {
    try {
      if (key.isConnectable()) {
        ask(key);
      } else {
        read((SocketChannel) key.channel(), buffer);
      }
    } catch (IOException e) {
      all.failedConnects += open ? 0 : 1;
      comeBack();
    }
  }

  private void ask(SelectionKey key) throws IOException {
    SocketChannel connected = (SocketChannel) key.channel();
    connected.finishConnect();
    key.interestOps(SelectionKey.OP_READ);
    carried = "";
    connected.write(ByteBuffer.wrap(request().getBytes(ISO_8859_1)));
  }

  private String request() {
    String after = last < 0 ? "latest" : all.epoch() + "-" + last;
    return "GET /push/"
        + (isWebSocket ? "websocket" : "sse")
        + "?topic=t&after="
        + after
        + " HTTP/1.1\r\nHost: localhost\r\n"
        + (isWebSocket
            ? "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
            : "\r\n");
  }

  private void read(SocketChannel from, ByteBuffer buffer) throws IOException {
    buffer.clear();
    if (from.read(buffer) < 0) {
      comeBack();
      return;
    }
    showLife(from);
    String text = carried + new String(buffer.array(), 0, buffer.position(), ISO_8859_1);
    Matcher found = all.pattern().matcher(text);
    int taken = Math.max(0, text.length() - 40);
    for (int at = 0; found.find(at); at = found.end()) {
      receive(found);
      taken = Math.max(taken, found.end());
    }
    carried = text.substring(taken);
  }

  private void receive(Matcher found) {
    if (found.group(1) != null) {
      answered(Integer.parseInt(found.group(1)));
    } else if (found.group(2) != null) {
      hint = places > 0 ? 0 : Integer.parseInt(found.group(2)); // the first is only the default
    } else if (places > 0) {
      places--;
      last = last < 0 ? Long.parseLong(found.group(3)) : last;
    } else {
      message(Long.parseLong(found.group(3)));
    }
  }

  private void answered(int status) {
    if (status == 503) {
      all.refused++;
    } else {
      open = true;
      bound = MIN_BOUND;
      hint = 0;
      places = isWebSocket ? 1 : 2;
      all.opened(this);
    }
  }

  private void message(long number) {
    all.received++;
    if (number <= last) {
      all.repeated++;
    } else {
      all.lost += number - last - 1;
      last = number;
    }
  }

  /** An unsolicited pong is a sign of life (RFC 6455, section 5.5.3). */
  private void showLife(SocketChannel to) throws IOException {
    if (isWebSocket && open && System.nanoTime() - lastShown > SIGN_OF_LIFE_NANOS) {
      lastShown = System.nanoTime();
      to.write(ByteBuffer.wrap(PONG));
    }
  }

  private void comeBack() {
    close();
    int pause = all.random().nextInt(bound);
    bound = Math.min(bound * 2, MAX_BOUND);
    if (hint > 0) {
      pause = Math.max(pause, hint + all.random().nextInt(hint / 4 + 1));
    }
    due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
    all.pause(this);
  }
}
