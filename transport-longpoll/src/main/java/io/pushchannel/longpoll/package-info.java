/**
 * Long polling: ask, and be answered when there is something. Start with {@link
 * io.pushchannel.longpoll.LongPollTransport}; the server half is {@code LongPollEndpoint}, the
 * client half {@code LongPollConnection}.
 */
@NullMarked
package io.pushchannel.longpoll;

import org.jspecify.annotations.NullMarked;
