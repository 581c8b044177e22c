package io.pushchannel.channel;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.MessageCodec;
import java.util.function.Consumer;

/**
 * Delivers new events to the listener, then to the subscribers.
 *
 * @param onOpened runs once per attempt, before any other event
 * @param onReached receives the position after which an attempt reads
 */
record ListenerDispatcher(
    ListenerInvoker listener,
    Subscribers subscribers,
    MessageCodec codec,
    Runnable onOpened,
    Consumer<Cursor> onReached)
    implements DuplicateFilter.Target {

  @Override
  public void opened() {
    onOpened.run();
  }

  @Override
  public void reached(Cursor cursor) {
    onReached.accept(cursor);
  }

  @Override
  public void gap(Gap gap) {
    listener.gap(gap);
  }

  @Override
  public void message(Message message) {
    Message decodable = message.withCodec(codec);
    listener.message(decodable);
    subscribers.deliver(decodable);
  }
}
