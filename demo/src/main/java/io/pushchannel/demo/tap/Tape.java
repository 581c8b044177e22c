package io.pushchannel.demo.tap;

/**
 * Records the events of one connection. Each direction has its own thread. Shared fields are
 * volatile, and are set before the bytes that depend on them are forwarded.
 */
final class Tape {

  private final String lane;
  private final long connection;
  private final WireLog log;
  private volatile int client;
  private volatile long request;
  private volatile boolean upgraded;

  Tape(String lane, long connection, WireLog log) {
    this.lane = lane;
    this.connection = connection;
    this.log = log;
  }

  boolean isUpgraded() {
    return upgraded;
  }

  void opened() {
    add(true, Kind.OPENED, "", new Gathered(), 0);
  }

  /** Records the end of the connection. Called once, by the first thread that ends it. */
  void closed(String how) {
    add(true, Kind.CLOSED, how, new Gathered(), request);
  }

  void requestBegins(int by) {
    client = by;
  }

  void request(String label, Gathered bytes) {
    request = add(true, Kind.REQUEST, label, bytes, 0);
  }

  void upgrade(Gathered bytes) {
    down(Kind.STREAM, "101", bytes);
    upgraded = true;
  }

  void down(Kind kind, String label, Gathered bytes) {
    add(false, kind, label, bytes, request);
  }

  void frame(boolean up, Kind kind, String label, Gathered bytes) {
    add(up, kind, label, bytes, request);
  }

  private long add(boolean up, Kind kind, String label, Gathered bytes, long of) {
    return log.add(
        new WireEvent(0, 0, lane, client, connection, up, kind, label, bytes.size(), of),
        bytes.kept());
  }
}
