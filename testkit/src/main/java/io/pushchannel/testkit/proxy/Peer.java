package io.pushchannel.testkit.proxy;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One of the two sockets of a connection through the proxy. On the proxy's thread. */
final class Peer {

  private final SocketChannel channel;
  private final SelectionKey key;

  /** Takes charge of {@code channel}, which waits for {@code operations}. */
  Peer(SocketChannel channel, ProxyLoop loop, int operations, ProxyLoop.Ready ready)
      throws IOException {
    this.channel = channel;
    this.key = loop.register(channel, operations, ready);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  boolean is(SelectionKey other) {
    return key == other;
  }

  /** Whether to be told when there is something to read. */
  void reading(boolean wanted) {
    waitFor(SelectionKey.OP_READ, wanted);
  }

  /** Whether to be told when there is room to write. */
  void writing(boolean wanted) {
    waitFor(SelectionKey.OP_WRITE, wanted);
  }

  void finishConnect() throws IOException {
    channel.finishConnect();
    waitFor(SelectionKey.OP_CONNECT, false);
  }

  int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  void write(ByteBuffer from) throws IOException {
    channel.write(from);
  }

  /** FIN. */
  void end() throws IOException {
    channel.shutdownOutput();
  }

  /** RST. */
  void reset() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }

  void close() throws IOException {
    channel.close();
  }

  private void waitFor(int operation, boolean wanted) {
    if (key.isValid()) {
      key.interestOps(wanted ? key.interestOps() | operation : key.interestOps() & ~operation);
    }
  }
}
