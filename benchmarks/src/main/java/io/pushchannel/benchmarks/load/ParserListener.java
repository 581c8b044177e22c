package io.pushchannel.benchmarks.load;

/** Receives what a parser finds. Called on the loop's thread. */
interface ParserListener {

  /** A message with this stamp. */
  void message(long number, long intended);

  /** An announced gap. */
  void gap();

  /** A stream was opened or a poll received its response. */
  void opened();

  /** A request that precedes the first poll received its response. */
  void answered();

  /** The cursor after the bytes parsed so far, unchanged. Copy it during the call if needed. */
  void cursor(byte[] bytes, int from, int to);

  /** The server sent a ping with this payload. */
  void ping(byte[] bytes, int from, int to);

  /** The server is about to close the connection. */
  void leaving();
}
