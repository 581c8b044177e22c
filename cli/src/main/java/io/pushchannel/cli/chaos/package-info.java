/** What {@code chaos} runs with and how it tells of it. */
@NullMarked
package io.pushchannel.cli.chaos;

import org.jspecify.annotations.NullMarked;
