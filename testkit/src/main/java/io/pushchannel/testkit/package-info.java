/**
 * The transport contract as a test kit. Start with {@link
 * io.pushchannel.testkit.TransportContract}: a subclass provides the transport, and the kit tests
 * each promise of {@code docs/contract.md} against a real server, through a proxy that cuts and
 * stalls connections. {@code docs/writing-a-transport.md} explains how to write a transport.
 *
 * <p>Two classes are useful in other tests, too. {@link io.pushchannel.testkit.RecordingListener}
 * records the calls of a channel. {@link io.pushchannel.testkit.WireClient} sends and receives
 * literal bytes.
 */
@NullMarked
package io.pushchannel.testkit;

import org.jspecify.annotations.NullMarked;
