/**
 * What an author of a transport, a server or a bus needs. A technique is a {@link
 * io.pushchannel.spi.PushTransport}: its server half, {@link io.pushchannel.spi.PushEndpoint},
 * answers a {@link io.pushchannel.spi.PushExchange} from a {@link io.pushchannel.spi.Feed}; its
 * client half, {@link io.pushchannel.spi.PushConnection}, hands what it hears to a {@link
 * io.pushchannel.spi.Receiver}.
 */
@NullMarked
package io.pushchannel.spi;

import org.jspecify.annotations.NullMarked;
