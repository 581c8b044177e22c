/** The transports and the report of the command {@code chaos}. */
@NullMarked
package io.pushchannel.cli.chaos;

import org.jspecify.annotations.NullMarked;
