/**
 * What turns attempts into a channel: retrying, resuming, removing duplicates, and telling the
 * listener, the same for every transport. Internal; applications use {@link
 * io.pushchannel.PushChannel}. Start with {@link io.pushchannel.channel.ChannelLoop}.
 */
@NullMarked
package io.pushchannel.channel;

import org.jspecify.annotations.NullMarked;
