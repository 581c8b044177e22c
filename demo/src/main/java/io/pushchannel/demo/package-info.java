/**
 * The playground: a server with pages that draw the traffic of the four techniques side by side.
 * Start with {@link io.pushchannel.demo.Demo}.
 */
@NullMarked
package io.pushchannel.demo;

import org.jspecify.annotations.NullMarked;
