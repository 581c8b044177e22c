/**
 * All measurements of a comparison: several processes, fixed rates, cut connections, slow readers,
 * memory per connection. Each server under test is a child process controlled by commands on its
 * standard input, so any other server can take its place. Start with {@link
 * io.pushchannel.benchmarks.rig.Comparison}.
 */
@NullMarked
package io.pushchannel.benchmarks.rig;

import org.jspecify.annotations.NullMarked;
