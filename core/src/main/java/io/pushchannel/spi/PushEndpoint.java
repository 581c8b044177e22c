package io.pushchannel.spi;

/** The server half of a transport: responds to requests from the log. */
@FunctionalInterface
public interface PushEndpoint {

  /**
   * Handles one request, and responds now or later. Called on the event loop of the request, after
   * the whole body has been received; must not block.
   *
   * @throws HttpProblemException to respond with an error; any other exception is logged, and the
   *     response is 500
   */
  void handle(PushExchange exchange);
}
