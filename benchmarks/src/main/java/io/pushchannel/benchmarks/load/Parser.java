package io.pushchannel.benchmarks.load;

import java.io.IOException;

/**
 * Tells messages apart in what a server sends, with the least work that is honest. One per
 * connection.
 */
interface Parser {

  /**
   * Takes the whole units among the bytes.
   *
   * @return up to where; the rest comes again with more behind it
   * @throws IOException if it is not what was expected
   */
  int parse(byte[] bytes, int from, int to, Heard heard) throws IOException;
}
