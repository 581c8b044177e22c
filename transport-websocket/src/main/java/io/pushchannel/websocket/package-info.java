/**
 * WebSocket: one connection, both ways (RFC 6455). Start with {@link
 * io.pushchannel.websocket.WebSocketTransport}; the server half is {@code WebSocketEndpoint}, the
 * client half {@code WebSocketConnection}, the wire {@code WebSocketFormat} towards the client and
 * {@code Command} towards the server. Handshake and frames are Java-WebSocket's on both ends;
 * {@code Handshake}, {@code FrameReader} and {@code ClientDraft} add what it does not check.
 */
@NullMarked
package io.pushchannel.websocket;

import org.jspecify.annotations.NullMarked;
