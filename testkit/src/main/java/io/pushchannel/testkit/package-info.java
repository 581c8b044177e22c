/**
 * The contract of a transport as tests that anyone can run: extend {@link
 * io.pushchannel.testkit.TransportContract}, say which transport, and each promise of the contract
 * is tried against a real server, through a proxy that cuts and stalls.
 */
@NullMarked
package io.pushchannel.testkit;

import org.jspecify.annotations.NullMarked;
