package io.pushchannel.benchmarks.baseline;

import io.pushchannel.Message;
import io.pushchannel.benchmarks.load.ConnectSpec;
import io.pushchannel.benchmarks.load.MessageStamp;
import io.pushchannel.benchmarks.load.PushTechnique;
import io.pushchannel.benchmarks.served.Served;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.WireBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The baseline for streams: one thread that writes prepared bytes to all sockets in a plain loop,
 * with a fixed number of messages per write. No server on a JVM does less work. The bytes are those
 * of PushChannel's server, so the same load client can read them.
 */
public final class RawSockets implements Served {

  private static final String EPOCH = "f10040f1";
  private static final int BACKLOG = 1024;
  private static final int MAX_BYTES = 1 << 20;

  private final PushTechnique technique;
  private final int messagesPerWrite;
  private final ServerSocketChannel listening;
  private final List<SocketChannel> sockets = new CopyOnWriteArrayList<>();
  private final WireBuffer pending = new WireBuffer();
  private final ByteBuffer ready = ByteBuffer.allocateDirect(MAX_BYTES);
  private int pendingMessages;
  private long sequence;

  /** Listens on a free loopback port. */
  public RawSockets(PushTechnique technique, int messagesPerWrite) throws IOException {
    this.technique = technique;
    this.messagesPerWrite = messagesPerWrite;
    this.listening =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    Thread accepting = new Thread(this::accept, "baseline-accept");
    accepting.setDaemon(true);
    accepting.start();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel socket = listening.accept();
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        readRequest(socket);
        socket.write(ByteBuffer.wrap(response().getBytes(StandardCharsets.US_ASCII)));
        socket.configureBlocking(false);
        sockets.add(socket);
      }
    } catch (AsynchronousCloseException e) {
      // close() closes the socket to stop this thread
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the status line and headers that precede the first message. */
  private String response() {
    String headers =
        technique == PushTechnique.SSE
            ? "200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked"
            : "101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade";
    return "HTTP/1.1 " + headers + "\r\n\r\n";
  }

  private static void readRequest(SocketChannel socket) throws IOException {
    ByteBuffer request = ByteBuffer.allocate(4096);
    while (request.position() < 4
        || request.getInt(request.position() - Integer.BYTES) != 0x0d0a0d0a) {
      if (socket.read(request) < 0) {
        throw new IOException("the client closed its connection before sending a request");
      }
    }
  }

  @Override
  public URI uri() {
    return URI.create("http://127.0.0.1:" + listening.socket().getLocalPort() + "/push");
  }

  @Override
  public void publish(long number, long intended, int bytes) {
    String data = new MessageStamp(number, intended).toText(bytes);
    Message message =
        new Message(new Position(EPOCH, ++sequence).toCursor(), ConnectSpec.TOPIC, data);
    technique.wireFormat().encode(message, pending);
    if (++pendingMessages == messagesPerWrite) {
      flush();
    }
  }

  @Override
  public void flush() {
    if (pendingMessages > 0) {
      ready.clear().put(pending.array(), 0, pending.size()).flip();
      pending.clear();
      pendingMessages = 0;
      try {
        for (SocketChannel socket : sockets) {
          writeAll(socket);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Writes all pending bytes to one socket. Retries immediately when the socket buffer is full,
   * because clients keep up with this thread.
   */
  private void writeAll(SocketChannel socket) throws IOException {
    ready.rewind();
    while (ready.hasRemaining()) {
      if (socket.write(ready) == 0) {
        Thread.onSpinWait();
      }
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (SocketChannel socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
