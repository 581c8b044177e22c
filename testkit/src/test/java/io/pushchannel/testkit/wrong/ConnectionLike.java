package io.pushchannel.testkit.wrong;

import io.pushchannel.Cursor;
import io.pushchannel.PublishResult;
import io.pushchannel.spi.PushConnection;
import io.pushchannel.spi.Receiver;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A connection that delegates to a correct one. Subclasses override single methods. */
class ConnectionLike implements PushConnection {

  final PushConnection right;

  ConnectionLike(PushConnection right) {
    this.right = right;
  }

  @Override
  public void run(Set<String> topics, Cursor after, Receiver receiver)
      throws IOException, InterruptedException {
    right.run(topics, after, receiver);
  }

  @Override
  public CompletionStage<PublishResult> publish(String topic, String data, @Nullable String key) {
    return right.publish(topic, data, key);
  }

  @Override
  public int publishWindow() {
    return right.publishWindow();
  }

  @Override
  public void restart() {
    right.restart();
  }

  @Override
  public void close() {
    right.close();
  }
}
