/**
 * Taps on the wire: relays in front of a server that forward every byte and record wire events. A
 * page can see neither the headers of its own requests nor heartbeats; a relay sees both. Start
 * with {@link io.pushchannel.demo.tap.Tap}.
 */
@NullMarked
package io.pushchannel.demo.tap;

import org.jspecify.annotations.NullMarked;
