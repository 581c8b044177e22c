/**
 * The load client: a process of its own in which one thread holds thousands of raw connections of
 * any technique, with no more parsing than honesty takes. It is cheap, so that what is measured is
 * the server. Its parent tells it what to do through {@link
 * io.pushchannel.benchmarks.load.LoadProcess}; start there.
 */
@NullMarked
package io.pushchannel.benchmarks.load;

import org.jspecify.annotations.NullMarked;
