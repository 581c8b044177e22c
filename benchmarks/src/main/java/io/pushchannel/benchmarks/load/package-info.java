/**
 * A load client: one thread, one selector, thousands of raw connections, and no more parsing than
 * honesty takes. It is cheap, so that what is measured is the server. Start with {@link
 * io.pushchannel.benchmarks.load.LoadClient}.
 */
@NullMarked
package io.pushchannel.benchmarks.load;

import org.jspecify.annotations.NullMarked;
