package io.pushchannel.websocket;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.spi.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it is told, one line each. */
class RecordingReceiver implements Receiver {

  final List<String> heard = new CopyOnWriteArrayList<>();

  @Override
  public void opened(Cursor cursor) {
    heard.add("opened " + cursor);
  }

  @Override
  public void gap(Gap gap) {
    heard.add("gap " + gap.after() + ' ' + gap.resumed() + ' ' + gap.reason());
  }

  @Override
  public void message(Message message) {
    heard.add("message " + message.id() + ' ' + message.topic() + ' ' + message.data());
  }

  @Override
  public void retryAfter(Duration retry) {
    heard.add("retry " + retry.toMillis());
  }
}
