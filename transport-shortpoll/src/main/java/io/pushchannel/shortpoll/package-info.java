/**
 * Short polling: ask, get an answer at once, ask again after an interval. Start with {@link
 * io.pushchannel.shortpoll.ShortPollTransport}; the server half is {@code ShortPollEndpoint}, the
 * client half {@code ShortPollConnection}.
 */
@NullMarked
package io.pushchannel.shortpoll;

import org.jspecify.annotations.NullMarked;
