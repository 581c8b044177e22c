/**
 * Tests of the server over real sockets, with literal bytes. Start with {@link
 * io.pushchannel.server.TestServer}, which serves one scripted endpoint, and {@link
 * io.pushchannel.server.RawClient}, which says exactly what a test tells it to.
 */
@NullMarked
package io.pushchannel.server;

import org.jspecify.annotations.NullMarked;
