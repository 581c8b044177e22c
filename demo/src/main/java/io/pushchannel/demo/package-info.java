/**
 * The playground: a server with pages that draw the four techniques side by side as they happen.
 * Start with {@link io.pushchannel.demo.Demo}.
 */
@NullMarked
package io.pushchannel.demo;

import org.jspecify.annotations.NullMarked;
