/**
 * Servers under test, as those who measure see them: something with an address that publishes
 * stamped messages when told to. Start with {@link io.pushchannel.benchmarks.served.Served}.
 */
@NullMarked
package io.pushchannel.benchmarks.served;

import org.jspecify.annotations.NullMarked;
