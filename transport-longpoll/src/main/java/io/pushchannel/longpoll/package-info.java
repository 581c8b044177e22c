/**
 * Long polling: a request is held until a message is available. Start with {@link
 * io.pushchannel.longpoll.LongPollTransport}; the server half is {@code LongPollEndpoint}, the
 * client half {@code LongPollConnection}.
 */
@NullMarked
package io.pushchannel.longpoll;

import org.jspecify.annotations.NullMarked;
