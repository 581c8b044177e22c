/**
 * A proxy that injects faults into connections and observes their bytes. Start with {@link
 * io.pushchannel.proxy.FaultProxy}; {@link io.pushchannel.proxy.Fault} lists the faults. One thread
 * serves all connections of a proxy. {@link io.pushchannel.proxy.HttpScanner} splits bytes into
 * HTTP messages. Needs no test framework.
 */
@NullMarked
package io.pushchannel.proxy;

import org.jspecify.annotations.NullMarked;
