/**
 * Broken and abusive input to a server that has all four transports, over real sockets. The cases
 * are data: {@code http/*.cases} and {@code websocket/*.cases} among the resources. After each, a
 * {@link io.pushchannel.integration.hostile.Canary} must have lost nothing.
 */
@NullMarked
package io.pushchannel.integration.hostile;

import org.jspecify.annotations.NullMarked;
