/**
 * A small example transport: one endless response with a line of JSON per message. {@code
 * docs/writing-a-transport.md} explains it, and the kit is tested on it. Start with {@link
 * io.pushchannel.lines.LinesTransport}.
 */
@NullMarked
package io.pushchannel.lines;

import org.jspecify.annotations.NullMarked;
