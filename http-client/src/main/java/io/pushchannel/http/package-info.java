/**
 * What the transports over plain HTTP share on the client: how a request is made and read, and
 * publishing. For authors of transports; start with {@link io.pushchannel.http.HttpCalls}.
 */
@NullMarked
package io.pushchannel.http;

import org.jspecify.annotations.NullMarked;
