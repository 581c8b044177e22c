@NullMarked
package io.pushchannel.sse;

import org.jspecify.annotations.NullMarked;
