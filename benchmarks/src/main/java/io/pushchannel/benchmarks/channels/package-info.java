/**
 * The library's own channels under measurement: who publishes by a schedule, who hears and keeps
 * the books, and how long a round trip takes. Start with {@link
 * io.pushchannel.benchmarks.channels.Subscriber}.
 */
@NullMarked
package io.pushchannel.benchmarks.channels;

import org.jspecify.annotations.NullMarked;
