/**
 * What a message costs on the wire, to the byte: units are measured once, by a relay that counts;
 * the grid of rates and intervals follows from them by theory; some of its cells are run to prove
 * it. Start with {@link io.pushchannel.benchmarks.cost.UnitCost}; {@link
 * io.pushchannel.benchmarks.cost.Theory} holds the formulas.
 */
@NullMarked
package io.pushchannel.benchmarks.cost;

import org.jspecify.annotations.NullMarked;
