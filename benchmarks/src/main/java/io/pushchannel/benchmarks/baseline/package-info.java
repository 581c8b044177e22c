/**
 * Servers that are baselines: the minimum cost of the same work on the same machine for any server.
 * A result is reported relative to a baseline of the same round: on a noisy host, this ratio is
 * stable, but absolute figures are not.
 */
@NullMarked
package io.pushchannel.benchmarks.baseline;

import org.jspecify.annotations.NullMarked;
