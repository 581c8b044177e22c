package io.pushchannel.benchmarks.load;

/** What a parser tells of the bytes it is given. On the client's one thread. */
interface Heard {

  /** A message, by the stamp it carries. */
  void message(long number, long intended);

  /** The announcement of a gap. */
  void gap();

  /** The stream has begun, or a poll was answered. */
  void opened();

  /** A request was answered that had to come before the first poll. */
  void answered();

  /**
   * Where to go on after the bytes parsed so far: a cursor as it came, to be copied now if needed.
   */
  void cursor(byte[] bytes, int from, int to);

  /** The peer wants a sign of life, with this payload. */
  void ping(byte[] bytes, int from, int to);

  /** The peer is about to close. */
  void leaving();
}
