/** The kit's own parts, tried. */
@NullMarked
package io.pushchannel.testkit;

import org.jspecify.annotations.NullMarked;
