/**
 * Measures what JMH cannot: several processes, fixed rates, cuts, slow readers, memory per
 * connection. Each server under test is a child process that obeys lines on its standard input, so
 * a server of any make can stand in its place. Start with {@link
 * io.pushchannel.benchmarks.rig.Rig}.
 */
@NullMarked
package io.pushchannel.benchmarks.rig;

import org.jspecify.annotations.NullMarked;
