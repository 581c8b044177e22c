@NullMarked
package io.pushchannel.shortpoll;

import org.jspecify.annotations.NullMarked;
