/**
 * The load client: a separate process whose single thread holds thousands of raw connections of any
 * technique. It parses only as much as is needed to check each message. Its own cost is low, so
 * that the server determines the results. The parent process controls it through {@link
 * io.pushchannel.benchmarks.load.LoadProcess}; start there.
 */
@NullMarked
package io.pushchannel.benchmarks.load;

import org.jspecify.annotations.NullMarked;
