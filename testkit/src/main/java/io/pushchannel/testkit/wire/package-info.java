/**
 * Servers that do what a test says, byte by byte, and what a client has to bear from one that is
 * hostile or broken. Start with {@link io.pushchannel.testkit.wire.HostileServerContract}, which
 * tries the client half of a transport; {@link io.pushchannel.testkit.wire.ScriptedServer} is for
 * tests of one's own. The client's end, byte by byte, is {@link io.pushchannel.testkit.WireClient}.
 */
@NullMarked
package io.pushchannel.testkit.wire;

import org.jspecify.annotations.NullMarked;
