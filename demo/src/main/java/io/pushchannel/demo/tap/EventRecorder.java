package io.pushchannel.demo.tap;

/** Records the events of one connection. Confined to the thread of the tap. */
final class EventRecorder {

  private final String lane;
  private final long connection;
  private final WireLog log;
  private int client;
  private long request;

  EventRecorder(String lane, long connection, WireLog log) {
    this.lane = lane;
    this.connection = connection;
    this.log = log;
  }

  /** Sets the number of the client that sent the current request. */
  void client(int number) {
    client = number;
  }

  /** Records a request. Later events belong to it. */
  void request(String label, CapturedBytes bytes) {
    request = 0;
    request = add(true, Kind.REQUEST, label, bytes);
  }

  /** Records an event without bytes. */
  void add(Kind kind, String label) {
    add(true, kind, label, new CapturedBytes());
  }

  long add(boolean up, Kind kind, String label, CapturedBytes bytes) {
    return log.add(
        new WireEvent(0, 0, lane, client, connection, up, kind, label, bytes.size(), request),
        bytes.kept());
  }
}
