package io.pushchannel.benchmarks.load;

import java.io.IOException;

/**
 * Parses the bytes of one connection into messages, with the least work that still checks each of
 * them.
 */
interface Parser {

  /**
   * Parses all complete units in a range of bytes.
   *
   * @return the end of the last complete unit; the rest is passed again with more bytes after it
   * @throws IOException if the bytes are invalid
   */
  int parse(byte[] bytes, int from, int to, ParserListener listener) throws IOException;
}
