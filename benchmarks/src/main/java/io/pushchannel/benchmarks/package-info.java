/**
 * JMH benchmarks of the four transports, each in a fork of its own. From the inside out: {@link
 * io.pushchannel.benchmarks.LogBenchmark} (the log alone), {@link
 * io.pushchannel.benchmarks.EncodeBenchmark}, {@link io.pushchannel.benchmarks.LatencyBenchmark}
 * and {@link io.pushchannel.benchmarks.FanOutBenchmark} (over sockets), and {@link
 * io.pushchannel.benchmarks.FloorBenchmark} (what no server goes below).
 */
@NullMarked
package io.pushchannel.benchmarks;

import org.jspecify.annotations.NullMarked;
