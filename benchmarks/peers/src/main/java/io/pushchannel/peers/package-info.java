/**
 * Push servers of other projects, for comparison with PushChannel. Each runs in its own process,
 * with the settings that its documentation recommends. The rig of {@code io.pushchannel.benchmarks}
 * sends it commands over standard input. Start with {@link io.pushchannel.peers.Peer}. No other
 * module depends on this one.
 */
@NullMarked
package io.pushchannel.peers;

import org.jspecify.annotations.NullMarked;
