package io.pushchannel.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

  /**
   * Begins to connect to a port of this machine.
   *
   * @param receiveBuffer the size of the socket's receive buffer; 0 for the default
   */
  static ProxySocket connect(int port, int receiveBuffer, ProxyLoop loop, ProxyLoop.Ready ready)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    ProxySocket socket = new ProxySocket(channel, loop, SelectionKey.OP_CONNECT, ready);
    try {
      if (receiveBuffer > 0) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
      }
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
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

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // the socket is unusable already, so there is nothing left to close
    }
  }

  private void waitFor(int operation, boolean wanted) {
    if (key.isValid()) {
      key.interestOps(wanted ? key.interestOps() | operation : key.interestOps() & ~operation);
    }
  }
}
