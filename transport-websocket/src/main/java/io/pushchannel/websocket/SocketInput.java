package io.pushchannel.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.Buffer;
import java.nio.ByteBuffer;

/** Bytes from a socket, buffered. One thread at a time. */
final class SocketInput {

  private static final int SIZE = 16 << 10;
  private static final String BROKEN = "the connection broke";

  private final InputStream in;
  private final byte[] bytes = new byte[SIZE];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, 0);

  SocketInput(Socket socket) throws IOException {
    this.in = socket.getInputStream();
  }

  /** The bytes that were read and not taken yet; the same buffer each time. */
  ByteBuffer buffer() {
    return buffer;
  }

  /**
   * Waits for more bytes. Called when the buffer is empty.
   *
   * @throws IOException if the connection broke, or the peer has closed it
   * @throws java.net.SocketTimeoutException if the socket's timeout is over
   */
  void fill() throws IOException {
    int length;
    try {
      length = in.read(bytes);
    } catch (SocketException e) {
      throw new IOException(BROKEN, e);
    }
    if (length < 0) {
      throw new IOException(BROKEN);
    }
    ((Buffer) buffer).position(0).limit(length); // Android 13 lacks ByteBuffer.limit(int)
  }

  /** Takes the next byte, waiting for it if need be. */
  byte next() throws IOException {
    while (!buffer.hasRemaining()) {
      fill();
    }
    return buffer.get();
  }
}
