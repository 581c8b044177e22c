/**
 * JMH benchmarks. Start with {@link io.pushchannel.benchmarks.LogBenchmark}: what publishing and
 * reading cost before any socket is involved.
 */
@NullMarked
package io.pushchannel.benchmarks;

import org.jspecify.annotations.NullMarked;
