/**
 * Tests of the server over real sockets, with literal bytes. Start with {@link
 * io.pushchannel.server.TestServer}, which serves one scripted endpoint, and {@link
 * io.pushchannel.server.RawClient}, which sends exactly the bytes of a test.
 */
@NullMarked
package io.pushchannel.server;

import org.jspecify.annotations.NullMarked;
