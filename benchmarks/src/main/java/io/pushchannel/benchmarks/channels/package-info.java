/**
 * The library's own channels under measurement: a publisher that follows a schedule, a subscriber
 * that checks what it receives, and the round-trip time. Start with {@link
 * io.pushchannel.benchmarks.channels.Subscriber}.
 */
@NullMarked
package io.pushchannel.benchmarks.channels;

import org.jspecify.annotations.NullMarked;
