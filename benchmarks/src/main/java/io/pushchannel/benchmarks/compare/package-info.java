/**
 * Runs {@code pushchannel compare}: executes the stages one after another and saves the results
 * after each, so an aborted run keeps its completed stages. Start with {@link
 * io.pushchannel.benchmarks.compare.Comparison}.
 */
@NullMarked
package io.pushchannel.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
