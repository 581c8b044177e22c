package io.pushchannel.lines;

import io.pushchannel.spi.Receiver;
import io.pushchannel.wire.Json;
import io.pushchannel.wire.ServerEvent;
import io.pushchannel.wire.ServerEventDecoder;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Converts each line to a call of the receiver. Confined to the thread of the attempt. */
final class LineEvents {

  private final Receiver receiver;
  private final Consumer<Duration> allowSilence;
  private boolean goodbyeReceived;

  LineEvents(Receiver receiver, Consumer<Duration> allowSilence) {
    this.receiver = receiver;
    this.allowSilence = allowSilence;
  }

  boolean goodbyeReceived() {
    return goodbyeReceived;
  }

  void read(String line) throws IOException {
    if (line.isEmpty()) {
      return; // a heartbeat
    }
    ServerEvent event = ServerEventDecoder.read(Json.read(line, "an object in a line"));
    if (event instanceof ServerEvent.MessageReceived received) {
      receiver.message(received.message());
    } else if (event instanceof ServerEvent.GapAnnounced announced) {
      receiver.gap(announced.gap());
    } else if (event instanceof ServerEvent.Opened opened) {
      open(opened);
    } else if (event instanceof ServerEvent.Goodbye bye) {
      goodbyeReceived = true;
      receiver.retryAfter(bye.pause());
    }
  }

  private void open(ServerEvent.Opened opened) {
    if (opened.allowedSilence() != null) {
      allowSilence.accept(opened.allowedSilence());
    }
    receiver.opened(opened.cursor());
  }
}
