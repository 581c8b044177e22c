package io.pushchannel.spi;

import io.pushchannel.wire.Block;
import io.pushchannel.wire.WireBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A stream that writes down what it is given. Writable as long as {@code room} is above 0. */
final class RecordingStream implements PushStream {

  final List<String> written = new ArrayList<>();
  int room = Integer.MAX_VALUE;
  int flushes;
  boolean closed;
  Runnable onWritable = () -> {};
  Runnable onIdle = () -> {};
  Runnable onEnd = () -> {};
  Consumer<Duration> onClosing = retry -> {};
  Duration idle = Duration.ZERO;

  String text() {
    return String.join("", written);
  }

  @Override
  public boolean isWritable() {
    return room > 0;
  }

  @Override
  public void write(Block block, int offset, int length) {
    byte[] range = new byte[length];
    block.bytes().get(offset, range);
    block.release();
    add(range);
  }

  @Override
  public void write(WireBuffer bytes) {
    add(bytes.toByteArray());
  }

  private void add(byte[] bytes) {
    written.add(new String(bytes, StandardCharsets.UTF_8));
    room--;
  }

  @Override
  public void flush() {
    flushes++;
  }

  @Override
  public void close() {
    closed = true;
    onEnd.run();
  }

  @Override
  public void onWritable(Runnable task) {
    onWritable = task;
  }

  @Override
  public void onIdle(Duration newIdle, Runnable task) {
    idle = newIdle;
    onIdle = task;
  }

  @Override
  public void onSilent(Duration silence, Runnable task) {}

  @Override
  public boolean reserveInput(int bytes) {
    return true;
  }

  @Override
  public void onEnd(Runnable task) {
    onEnd = task;
  }

  @Override
  public void onClosing(Consumer<Duration> task) {
    onClosing = task;
  }
}
