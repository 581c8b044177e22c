/**
 * The event loop of the server: deadlines, checks that a peer is alive, the progress of sending,
 * and the memory that unsent responses may take. Internal: its types are public only for the
 * server's other packages.
 */
@NullMarked
package io.pushchannel.server.loop;

import org.jspecify.annotations.NullMarked;
