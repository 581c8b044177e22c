/**
 * The embedded HTTP server: every transport on one port, on Netty. Nothing outside this package
 * knows Netty. Start with {@link io.pushchannel.server.PushServer}; a request's way is {@code
 * HttpConnection}, {@code Router}, the transport's endpoint, and back through {@code HttpExchange}
 * or {@code ByteStream}.
 */
@NullMarked
package io.pushchannel.server;

import org.jspecify.annotations.NullMarked;
