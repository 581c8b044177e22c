package io.pushchannel.server;

/** ServerCounters of a server at one moment. The totals start at 0 with the server. */
public final class ServerStatistics {

  private final int connections;
  private final long refusedConnections;
  private final long refusedRequests;
  private final long lostReaders;
  private final long heldBytes;

  ServerStatistics(
      int connections,
      long refusedConnections,
      long refusedRequests,
      long lostReaders,
      long heldBytes) {
    this.connections = connections;
    this.refusedConnections = refusedConnections;
    this.refusedRequests = refusedRequests;
    this.lostReaders = lostReaders;
    this.heldBytes = heldBytes;
  }

  /** Returns the number of open connections. */
  public int connections() {
    return connections;
  }

  /** Returns the total of connections above {@link ServerLimits#connections}. */
  public long refusedConnections() {
    return refusedConnections;
  }

  /**
   * Returns the total of complete requests that the server, a transport or an endpoint rejected by
   * an exception, or failed to process. Requests that break off while they are read do not count.
   */
  public long refusedRequests() {
    return refusedRequests;
  }

  /**
   * Returns the total of connections that the server closed because the client read too slowly, see
   * {@link ServerLimits#minBytesPerSecond}, or had vanished without closing its connection.
   */
  public long lostReaders() {
    return lostReaders;
  }

  /**
   * Returns the memory of unsent responses and unread input at this moment in bytes, see {@link
   * ServerLimits#heldBytes}.
   */
  public long heldBytes() {
    return heldBytes;
  }

  @Override
  public String toString() {
    return connections
        + " connections, "
        + refusedConnections
        + " refused, "
        + refusedRequests
        + " requests refused, "
        + lostReaders
        + " readers lost, "
        + heldBytes
        + " bytes held";
  }
}
