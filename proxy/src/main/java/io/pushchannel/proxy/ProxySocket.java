package io.pushchannel.proxy;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One of the two sockets of a connection. Confined to the thread of the proxy. */
final class ProxySocket {

  private final SocketChannel channel;
  private final SelectionKey key;

  /** Takes ownership of {@code channel}, and selects it for {@code operations}. */
  ProxySocket(SocketChannel channel, ProxyLoop loop, int operations, ProxyLoop.Ready ready)
      throws IOException {
    this.channel = channel;
    this.key = loop.register(channel, operations, ready);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  boolean is(SelectionKey other) {
    return key == other;
  }

  /** Sets whether this socket is selected for reading. */
  void reading(boolean wanted) {
    waitFor(SelectionKey.OP_READ, wanted);
  }

  /** Sets whether this socket is selected for writing. */
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

  /** Sends a FIN. */
  void end() throws IOException {
    channel.shutdownOutput();
  }

  /** Sends an RST and closes the socket. */
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
