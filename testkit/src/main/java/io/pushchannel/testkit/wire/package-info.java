/** Both ends of a connection, byte by byte: for tests of what goes over the wire. */
@NullMarked
package io.pushchannel.testkit.wire;

import org.jspecify.annotations.NullMarked;
