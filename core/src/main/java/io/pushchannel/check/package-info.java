/**
 * Validation of arguments, and excerpts of foreign text for error messages. All other packages may
 * use it.
 */
@NullMarked
package io.pushchannel.check;

import org.jspecify.annotations.NullMarked;
