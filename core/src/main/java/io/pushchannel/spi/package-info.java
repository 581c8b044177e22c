/**
 * Interfaces for authors of transports, servers and buses. A transport is a {@link
 * io.pushchannel.spi.PushTransport}. Its server half, {@link io.pushchannel.spi.PushEndpoint},
 * responds to a {@link io.pushchannel.spi.PushExchange} from a {@link io.pushchannel.spi.Feed}. Its
 * client half, {@link io.pushchannel.spi.PushConnection}, reports events to a {@link
 * io.pushchannel.spi.Receiver}.
 */
@NullMarked
package io.pushchannel.spi;

import org.jspecify.annotations.NullMarked;
