/**
 * The channel's loop around the attempts of a transport: retries, resuming, removal of duplicates
 * and delivery to the listener, the same for every transport. Internal; applications use {@link
 * io.pushchannel.PushChannel}. Start reading with {@link io.pushchannel.channel.ChannelLoop}.
 */
@NullMarked
package io.pushchannel.channel;

import org.jspecify.annotations.NullMarked;
