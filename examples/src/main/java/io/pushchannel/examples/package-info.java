/**
 * Short classes to copy: {@link io.pushchannel.examples.WordStream a stream that ends}, {@link
 * io.pushchannel.examples.PerformanceMonitor a stream that does not end}, {@link
 * io.pushchannel.examples.TriggerEndpoint events at irregular times} and {@link
 * io.pushchannel.examples.Device a device} that goes offline and returns. Each example works with
 * any transport. {@code pushchannel demo} shows each one as a page.
 */
@NullMarked
package io.pushchannel.examples;

import org.jspecify.annotations.NullMarked;
