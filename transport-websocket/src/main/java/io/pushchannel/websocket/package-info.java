/**
 * WebSocket: one connection that leaves HTTP and goes both ways (RFC 6455). Start with {@link
 * io.pushchannel.websocket.WebSocketTransport}; the server half is {@code WebSocketEndpoint}, the
 * client half {@code WebSocketConnection}, the wire {@code WebSocketFormat}.
 */
@NullMarked
package io.pushchannel.websocket;

import org.jspecify.annotations.NullMarked;
