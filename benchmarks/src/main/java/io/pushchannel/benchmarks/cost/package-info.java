/**
 * The exact cost of a message on the wire. A counting relay measures the units once, and theory
 * yields the grid of rates and intervals from them. Some cells of the grid are measured as proof.
 * Start with {@link io.pushchannel.benchmarks.cost.UnitCost}; {@link
 * io.pushchannel.benchmarks.cost.Theory} contains the formulas.
 */
@NullMarked
package io.pushchannel.benchmarks.cost;

import org.jspecify.annotations.NullMarked;
