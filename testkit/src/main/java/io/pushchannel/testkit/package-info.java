/**
 * The contract of a transport as tests that anyone can run. Start with {@link
 * io.pushchannel.testkit.TransportContract}: extend it and say which transport, and each promise of
 * {@code docs/contract.md} is tried against a real server, through a proxy that cuts and stalls.
 * How to write a transport is told in {@code docs/writing-a-transport.md}.
 *
 * <p>Of use in other tests, too: {@link io.pushchannel.testkit.RecordingListener}, which keeps what
 * a channel tells it, and {@link io.pushchannel.testkit.WireClient}, which sends and shows literal
 * bytes.
 */
@NullMarked
package io.pushchannel.testkit;

import org.jspecify.annotations.NullMarked;
