/**
 * Chaos tests: readers with every transport behind proxies that inject faults, a server that
 * restarts, a bus that is replaced, and a checker that compares received with published messages.
 * Start with {@link io.pushchannel.chaos.Chaos}; {@link io.pushchannel.chaos.HistoryChecker}
 * defines the checks. Needs no test framework.
 */
@NullMarked
package io.pushchannel.chaos;

import org.jspecify.annotations.NullMarked;
