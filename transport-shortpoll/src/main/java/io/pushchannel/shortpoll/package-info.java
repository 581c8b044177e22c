/**
 * Short polling: one request per interval, with an immediate response. Start with {@link
 * io.pushchannel.shortpoll.ShortPollTransport}; the server half is {@code ShortPollEndpoint}, the
 * client half {@code ShortPollConnection}.
 */
@NullMarked
package io.pushchannel.shortpoll;

import org.jspecify.annotations.NullMarked;
