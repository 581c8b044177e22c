/**
 * Scripted servers whose every byte is controlled by a test, and a collection of hostile server
 * behaviours. Start with {@link io.pushchannel.testkit.wire.HostileServerContract}, which tests the
 * client half of a transport. Other tests can use {@link
 * io.pushchannel.testkit.wire.ScriptedServer}. {@link io.pushchannel.testkit.WireClient} is the
 * corresponding client.
 */
@NullMarked
package io.pushchannel.testkit.wire;

import org.jspecify.annotations.NullMarked;
