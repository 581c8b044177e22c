/**
 * Servers of other makes that push, to set beside ours: each runs in a process of its own, with the
 * settings that its own documentation recommends, and is told what to publish by the rig of {@code
 * io.pushchannel.benchmarks}. Start reading at {@link io.pushchannel.peers.Peer}. Nothing depends
 * on this.
 */
@NullMarked
package io.pushchannel.peers;

import org.jspecify.annotations.NullMarked;
