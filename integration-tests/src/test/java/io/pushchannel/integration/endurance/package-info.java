/**
 * What happens when there is too much of everything, or nothing at all: peers that vanish, storms
 * of clients that come back, files running out. Sizes fit a usual test run; {@code
 * -Dendurance=full} asks for those of docs/reliability.md.
 */
@NullMarked
package io.pushchannel.integration.endurance;

import org.jspecify.annotations.NullMarked;
