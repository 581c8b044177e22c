/**
 * JMH benchmarks of the four transports, each in its own fork. In order of scope: {@link
 * io.pushchannel.benchmarks.LogBenchmark} (the log alone), {@link
 * io.pushchannel.benchmarks.EncodeBenchmark}, {@link io.pushchannel.benchmarks.ParseBenchmark},
 * {@link io.pushchannel.benchmarks.LatencyBenchmark} and {@link
 * io.pushchannel.benchmarks.FanOutBenchmark} (over sockets). All other measurements are scenarios
 * of {@link io.pushchannel.benchmarks.rig.Comparison}.
 */
@NullMarked
package io.pushchannel.benchmarks;

import org.jspecify.annotations.NullMarked;
