package io.pushchannel.server.loop;

import java.util.concurrent.atomic.LongAdder;

/** Counts rare events of all event loops of a server. Thread-safe. */
public final class ServerCounters {

  /** Responses with an error status that the server or a transport decided. */
  public final LongAdder refusedRequests = new LongAdder();

  /** Connections above the limit. */
  public final LongAdder refusedConnections = new LongAdder();

  /** Connections closed because the peer read too slowly or had vanished. */
  public final LongAdder lostReaders = new LongAdder();
}
