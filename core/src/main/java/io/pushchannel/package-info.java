/**
 * Four ways to push, one API. Start with {@link io.pushchannel.PushChannel} to receive and {@link
 * io.pushchannel.MessageBus} to send; everything else here is a value that passes between the two.
 *
 * <p>The one idea: a topic is a bounded log, and a transport moves a {@linkplain
 * io.pushchannel.Cursor cursor} along it.
 */
@NullMarked
package io.pushchannel;

import org.jspecify.annotations.NullMarked;
