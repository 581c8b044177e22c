/**
 * The embedded HTTP server on Netty: every transport on one port. No other package uses Netty.
 * Start reading with {@link io.pushchannel.server.PushServer}. A request passes {@code
 * HttpConnection}, {@code Router} and the endpoint of a transport, and its response {@code
 * HttpExchange} or {@code ByteStream}. {@link io.pushchannel.server.http} has the rules of requests
 * and responses, {@link io.pushchannel.server.loop} the event loop.
 */
@NullMarked
package io.pushchannel.server;

import org.jspecify.annotations.NullMarked;
