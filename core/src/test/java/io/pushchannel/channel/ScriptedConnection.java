package io.pushchannel.channel;

import io.pushchannel.Cursor;
import io.pushchannel.Message;
import io.pushchannel.PublishResult;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.Receiver;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A connection whose attempts are written down. When there are no more it calls {@code atEnd}. */
final class ScriptedConnection implements PushConnection {

  /** Events of one attempt. */
  @FunctionalInterface
  interface Attempt {
    void run(Receiver receiver) throws IOException, InterruptedException;
  }

  final List<Cursor> asked = new ArrayList<>();
  final List<String> published = new ArrayList<>();
  volatile boolean closed;
  private final Queue<Attempt> attempts = new ArrayDeque<>();
  private Attempt atEnd =
      receiver -> {
        throw new AssertionError("no more attempts were expected");
      };

  /** The attempts to come, in order. */
  void script(Attempt... next) {
    attempts.addAll(List.of(next));
  }

  void atEnd(Runnable end) {
    atEnd = receiver -> end.run();
  }

  static Cursor cursor(long sequence) {
    return Cursor.parse("e1-" + sequence);
  }

  /** A message on topic {@code t} whose text is its number. */
  static Message message(long sequence) {
    return new Message(cursor(sequence), "t", "" + sequence);
  }

  static void messages(Receiver receiver, long first, long last) {
    for (long sequence = first; sequence <= last; sequence++) {
      receiver.message(message(sequence));
    }
  }

  static void breakOff() throws IOException {
    throw new IOException("broken");
  }

  @Override
  public void run(Set<String> topics, Cursor after, Receiver receiver)
      throws IOException, InterruptedException {
    asked.add(after);
    Attempt next = attempts.poll();
    (next == null ? atEnd : next).run(receiver);
  }

  @Override
  public CompletionStage<PublishResult> publish(String topic, String data, String key) {
    published.add(topic + '=' + data + (key == null ? "" : " (" + key + ')'));
    return CompletableFuture.completedFuture(new PublishResult(cursor(1), false));
  }

  @Override
  public void close() {
    closed = true;
  }
}
