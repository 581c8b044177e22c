package io.pushchannel.benchmarks.cost;

/**
 * What went over the wire.
 *
 * @param connections how many were made
 * @param requests how many heads went up
 * @param answers how many heads came down
 * @param bytesUp from client to server, heads included
 * @param bytesDown from server to client, heads included
 */
public record Traffic(long connections, long requests, long answers, long bytesUp, long bytesDown) {

  /** Nothing yet. */
  public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0);

  /** What was added since {@code earlier}. */
  public Traffic since(Traffic earlier) {
    return new Traffic(
        connections - earlier.connections,
        requests - earlier.requests,
        answers - earlier.answers,
        bytesUp - earlier.bytesUp,
        bytesDown - earlier.bytesDown);
  }
}
