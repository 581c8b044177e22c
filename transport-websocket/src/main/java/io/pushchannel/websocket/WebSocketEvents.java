package io.pushchannel.websocket;

import io.pushchannel.Cursor;
import io.pushchannel.Gap;
import io.pushchannel.Message;
import io.pushchannel.spi.Receiver;
import io.pushchannel.wire.Json;
import io.pushchannel.wire.Position;
import io.pushchannel.wire.ServerEvent;
import io.pushchannel.wire.ServerEventDecoder;
import java.io.IOException;

/** Turns each text into a call of the receiver. On the channel's thread. */
final class WebSocketEvents {

  private final Receiver receiver;
  private final ClientSocket link;
  private final ReadingRole role;
  private final Acknowledgements acknowledgements;
  private final Runnable connected;
  private Cursor place;
  private boolean isConnected;
  private boolean goodbyeReceived;

  /**
   * Reads the events of one connection.
   *
   * @param link its allowed silence is set from the announced heartbeat
   * @param connected called once, when the server is ready for publishes
   * @param place the position after which the connection reads
   */
  WebSocketEvents(
      Receiver receiver,
      ClientSocket link,
      ReadingRole role,
      Acknowledgements acknowledgements,
      Runnable connected,
      Cursor place) {
    this.receiver = receiver;
    this.link = link;
    this.role = role;
    this.acknowledgements = acknowledgements;
    this.connected = connected;
    this.place = place;
  }

  boolean goodbyeReceived() {
    return goodbyeReceived;
  }

  /** The place after what was delivered. */
  Cursor place() {
    return place;
  }

  void read(String text) throws IOException {
    link.ready();
    ServerEvent event = ServerEventDecoder.read(Json.read(text, "an object in a text frame"));
    if (event instanceof ServerEvent.MessageReceived received) {
      message(received.message());
    } else if (event instanceof ServerEvent.Opened opened) {
      open(opened);
    } else if (event instanceof ServerEvent.GapAnnounced announced) {
      gap(announced.gap());
    } else if (event instanceof ServerEvent.Goodbye bye) {
      bye(bye);
    } else {
      acknowledgements.process(event);
    }
  }

  private void open(ServerEvent.Opened opened) throws IOException {
    if (opened.allowedSilence() != null) {
      link.allowSilence(opened.allowedSilence());
    }
    place = isAhead(opened.cursor()) ? opened.cursor() : place;
    if (!isConnected) {
      isConnected = true;
      connected.run(); // before the callback, which may publish and wait
    }
    role.callbackBegins();
    try {
      receiver.opened(opened.cursor());
    } finally {
      role.callbackEnds();
    }
  }

  private void gap(Gap gap) {
    role.callbackBegins();
    try {
      receiver.gap(gap);
    } finally {
      role.callbackEnds();
    }
    place = gap.resumed();
  }

  private void message(Message message) {
    role.callbackBegins();
    try {
      receiver.message(message);
    } finally {
      role.callbackEnds();
    }
    place = message.id();
  }

  private boolean isAhead(Cursor opened) {
    Position announced = Position.of(opened);
    Position reached = Position.of(place);
    return announced.isNumbered() && (!reached.isNumbered() || announced.isAfter(reached));
  }

  private void bye(ServerEvent.Goodbye bye) {
    goodbyeReceived = true;
    receiver.retryAfter(bye.pause());
    link.endSoon();
  }
}
