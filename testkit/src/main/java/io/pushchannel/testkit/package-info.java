@NullMarked
package io.pushchannel.testkit;

import org.jspecify.annotations.NullMarked;
