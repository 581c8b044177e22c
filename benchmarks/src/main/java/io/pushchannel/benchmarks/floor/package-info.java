/**
 * Floors: the least that any server could take for the same work on the same machine. A result is
 * told as a share of its floor, measured in the same round, because that survives a noisy host and
 * an absolute number does not.
 */
@NullMarked
package io.pushchannel.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
