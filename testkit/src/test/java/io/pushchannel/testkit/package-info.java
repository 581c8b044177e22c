/** Tests of the parts of the kit. */
@NullMarked
package io.pushchannel.testkit;

import org.jspecify.annotations.NullMarked;
