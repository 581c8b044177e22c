/**
 * A proxy in which connections go wrong as they are told to: {@link
 * io.pushchannel.testkit.proxy.FaultProxy} is where to start, {@link
 * io.pushchannel.testkit.proxy.Fault} lists what can. One thread for all connections of a proxy.
 * Needs no test framework.
 */
@NullMarked
package io.pushchannel.testkit.proxy;

import org.jspecify.annotations.NullMarked;
