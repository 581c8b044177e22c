package io.pushchannel.websocket;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.spi.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records events, one line each. */
class RecordingReceiver implements Receiver {

  final List<String> received = new CopyOnWriteArrayList<>();

  @Override
  public void opened(Cursor cursor) {
    received.add("opened " + cursor);
  }

  @Override
  public void gap(Gap gap) {
    received.add("gap " + gap.after() + ' ' + gap.resumed() + ' ' + gap.reason());
  }

  @Override
  public void message(Message message) {
    received.add("message " + message.id() + ' ' + message.topic() + ' ' + message.data());
  }

  @Override
  public void retryAfter(Duration retry) {
    received.add("retry " + retry.toMillis());
  }
}
