/**
 * Taps on the wire: a relay in front of a server that passes on every byte, and tells what went by.
 * A page cannot see the heads of its own requests, nor heartbeats; this sees all. Start with {@link
 * io.pushchannel.demo.tap.Tap}.
 */
@NullMarked
package io.pushchannel.demo.tap;

import org.jspecify.annotations.NullMarked;
