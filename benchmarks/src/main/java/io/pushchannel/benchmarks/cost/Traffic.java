package io.pushchannel.benchmarks.cost;

/**
 * Traffic between clients and a server.
 *
 * @param connections accepted connections
 * @param requests header sections from client to server
 * @param answers header sections from server to client
 * @param bytesUp bytes from client to server, including headers
 * @param bytesDown bytes from server to client, including headers
 */
public record Traffic(long connections, long requests, long answers, long bytesUp, long bytesDown) {

  /** No traffic. */
  public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0);

  /** Returns the traffic since {@code earlier}. */
  public Traffic since(Traffic earlier) {
    return new Traffic(
        connections - earlier.connections,
        requests - earlier.requests,
        answers - earlier.answers,
        bytesUp - earlier.bytesUp,
        bytesDown - earlier.bytesDown);
  }
}
