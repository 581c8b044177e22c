package io.pushchannel.spi;

/** The server half of a technique: answers requests from the log. */
@FunctionalInterface
public interface PushEndpoint {

  /**
   * Answers one request, now or later. Called on the request's event loop, once the whole body is
   * there; must not block.
   *
   * @throws HttpProblemException to have the refusal answered in its place; any other exception is
   *     answered as 500 and logged
   */
  void handle(PushExchange exchange);
}
