/**
 * Child processes that execute commands: one command per line of JSON on their standard input, one
 * reply per line of JSON on their standard output. A child ends at the end of its input, so it does
 * not outlive its parent. Start with {@link io.pushchannel.benchmarks.process.ChildProcess}.
 */
@NullMarked
package io.pushchannel.benchmarks.process;

import org.jspecify.annotations.NullMarked;
