package io.pushchannel.testkit.wrong;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.spi.PushTransport;
import io.pushchannel.spi.Receiver;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A receiver that delegates to a correct one. Subclasses override single methods. */
class ReceiverLike implements Receiver {

  final Receiver right;

  ReceiverLike(Receiver right) {
    this.right = right;
  }

  /** Returns a transport whose attempts call {@code wrong} of the correct receiver. */
  static PushTransport between(UnaryOperator<Receiver> wrong) {
    return TransportLike.withConnection(
        connection ->
            new ConnectionLike(connection) {
              @Override
              public void run(Set<String> topics, Cursor after, Receiver receiver)
                  throws IOException, InterruptedException {
                right.run(topics, after, wrong.apply(receiver));
              }
            });
  }

  @Override
  public void opened(Cursor cursor) {
    right.opened(cursor);
  }

  @Override
  public void gap(Gap gap) {
    right.gap(gap);
  }

  @Override
  public void message(Message message) {
    right.message(message);
  }

  @Override
  public void retryAfter(Duration retry) {
    right.retryAfter(retry);
  }
}
