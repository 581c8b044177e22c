/**
 * Servers under test from the perspective of the measurement: each has a URI and publishes stamped
 * messages on command. Start with {@link io.pushchannel.benchmarks.served.Served}.
 */
@NullMarked
package io.pushchannel.benchmarks.served;

import org.jspecify.annotations.NullMarked;
