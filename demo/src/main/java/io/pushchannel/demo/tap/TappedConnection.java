package io.pushchannel.demo.tap;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One connection through a tap. Each direction has a thread and a watcher. */
final class TappedConnection {

  static final int BUFFER_SIZE = 16 << 10;

  private final Socket client;
  private final Socket server;
  private final Tape tape;
  private final Consumer<TappedConnection> onEnd;
  private final AtomicBoolean ended = new AtomicBoolean();

  TappedConnection(Socket client, Socket server, Tape tape, Consumer<TappedConnection> onEnd) {
    this.client = client;
    this.server = server;
    this.tape = tape;
    this.onEnd = onEnd;
  }

  void start(Gate gate) throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    tape.opened();
    Gate open = new Gate();
    start("tap-up", () -> pass(client, server, new RequestWatcher(tape), open, "client"));
    start("tap-down", () -> pass(server, client, new AnswerWatcher(tape), gate, "server"));
  }

  /** Closes both ends. Idempotent. */
  void end(String how) {
    if (!ended.getAndSet(true)) {
      closeQuietly(client);
      closeQuietly(server);
      onEnd.accept(this);
      tape.closed(how);
    }
  }

  /** Forwards bytes after the watcher has seen them, so that a request precedes its response. */
  private void pass(Socket from, Socket to, Watcher first, Gate gate, String fromName)
      throws IOException {
    try {
      Watcher watcher = first;
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER_SIZE];
      for (int length = read(in, buffer, gate); length >= 0; length = read(in, buffer, gate)) {
        for (int i = 0; i < length; i++) {
          watcher = watcher.saw(buffer[i]);
        }
        out.write(buffer, 0, length);
      }
    } finally {
      end("by the " + fromName);
    }
  }

  /** Reads while the gate is open. Bytes read before a pause are held back until it ends. */
  private int read(InputStream in, byte[] buffer, Gate gate) throws IOException {
    try {
      gate.pass(ended::get);
      int length = in.read(buffer);
      gate.pass(ended::get);
      return length;
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted while paused");
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // the socket is unusable already, so there is nothing left to close
    }
  }

  /** The task of a tap thread. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // this work ends when a socket is closed; both ends are closed by now
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }
}
