/**
 * Server-sent events: one response that does not end (HTML standard, section 9.2). Start with
 * {@link io.pushchannel.sse.SseTransport}; the server half is {@code SseEndpoint}, the client half
 * {@code SseConnection}, the wire {@code SseFormat}.
 */
@NullMarked
package io.pushchannel.sse;

import org.jspecify.annotations.NullMarked;
