/**
 * HTTP calls that the transports over plain HTTP share on the client: requests, responses and
 * publishing. For authors of transports; start with {@link io.pushchannel.http.HttpCalls}.
 */
@NullMarked
package io.pushchannel.http;

import org.jspecify.annotations.NullMarked;
