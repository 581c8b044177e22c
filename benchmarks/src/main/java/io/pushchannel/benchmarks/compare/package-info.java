/**
 * A run of {@code pushchannel compare}: its stages one after another, what they found kept after
 * each, so that a run that is stopped leaves what it has. Start with {@link
 * io.pushchannel.benchmarks.compare.Comparison}.
 */
@NullMarked
package io.pushchannel.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
