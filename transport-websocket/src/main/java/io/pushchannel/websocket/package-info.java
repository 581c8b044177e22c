@NullMarked
package io.pushchannel.websocket;

import org.jspecify.annotations.NullMarked;
