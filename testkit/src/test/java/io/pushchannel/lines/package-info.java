/**
 * A fifth transport, small enough to be read in one sitting: one response that never ends, a line
 * of JSON for each message. It is the example of {@code docs/writing-a-transport.md}, and what the
 * kit is tried on. Start with {@link io.pushchannel.lines.LinesTransport}.
 */
@NullMarked
package io.pushchannel.lines;

import org.jspecify.annotations.NullMarked;
