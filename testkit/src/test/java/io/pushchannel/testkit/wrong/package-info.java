/**
 * The kit, tried on transports that are wrong. Start with {@link
 * io.pushchannel.testkit.wrong.WrongTransports}.
 */
@NullMarked
package io.pushchannel.testkit.wrong;

import org.jspecify.annotations.NullMarked;
