@NullMarked
package io.pushchannel.longpoll;

import org.jspecify.annotations.NullMarked;
