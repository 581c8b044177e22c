/**
 * The bus in memory: a set of bounded logs, each keeping its messages and their encodings.
 * Internal; applications reach it by {@link io.pushchannel.MessageBus#inMemory()}. Start with
 * {@link io.pushchannel.bus.MemoryBus}.
 */
@NullMarked
package io.pushchannel.bus;

import org.jspecify.annotations.NullMarked;
