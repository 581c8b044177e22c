/**
 * What a run of the benchmarks found, and how it is kept: a folder with {@code run.json}, JMH's own
 * {@code jmh.json} if JMH ran, and one {@code .hgrm} per latency histogram. Start with {@link
 * io.pushchannel.benchmarks.result.Run}.
 */
@NullMarked
package io.pushchannel.benchmarks.result;

import org.jspecify.annotations.NullMarked;
