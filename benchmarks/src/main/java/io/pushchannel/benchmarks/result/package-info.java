/**
 * The results of a benchmark run and their files. The folder of a run contains {@code run.json},
 * JMH's {@code jmh.json} if JMH ran, and one {@code .hgrm} file per latency histogram. Start with
 * {@link io.pushchannel.benchmarks.result.Run}.
 */
@NullMarked
package io.pushchannel.benchmarks.result;

import org.jspecify.annotations.NullMarked;
