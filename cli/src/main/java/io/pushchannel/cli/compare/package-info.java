/**
 * The four techniques measured side by side on one bus at one time, with theory laid over them.
 * Start with {@link io.pushchannel.cli.compare.Experiment}; {@link
 * io.pushchannel.cli.compare.Theory} holds the formulas.
 */
@NullMarked
package io.pushchannel.cli.compare;

import org.jspecify.annotations.NullMarked;
