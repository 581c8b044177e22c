/**
 * WebSocket: one connection, both ways (RFC 6455). Start with {@link
 * io.pushchannel.websocket.WebSocketTransport}; the server half is {@code WebSocketEndpoint}, the
 * client half {@code WebSocketConnection}, the wire {@code WebSocketFormat} towards the client and
 * {@code Command} towards the server. Java-WebSocket handles keys and received frames on both ends;
 * {@code Handshake}, {@code OpeningHandshake} and {@code FrameReader} add the checks it lacks. Read
 * the client half in the order {@code WebSocketConnection}, {@code WebSocketAttempt}, {@code
 * ReadingRole}, {@code TextInput}, {@code WebSocketEvents}.
 */
@NullMarked
package io.pushchannel.websocket;

import org.jspecify.annotations.NullMarked;
