/**
 * Hours of bad luck in a minute: readers by every transport behind proxies where connections go
 * wrong, a server that restarts, a bus that begins anew, and a ledger that must balance in the end.
 * Start with {@link io.pushchannel.testkit.chaos.Chaos}; what balance means is at {@link
 * io.pushchannel.testkit.chaos.Ledger}. Needs no test framework.
 */
@NullMarked
package io.pushchannel.testkit.chaos;

import org.jspecify.annotations.NullMarked;
