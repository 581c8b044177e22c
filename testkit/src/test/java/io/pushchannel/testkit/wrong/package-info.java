/**
 * Tests of the kit with wrong transports. Start with {@link
 * io.pushchannel.testkit.wrong.WrongTransports}.
 */
@NullMarked
package io.pushchannel.testkit.wrong;

import org.jspecify.annotations.NullMarked;
