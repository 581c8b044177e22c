@NullMarked
package io.pushchannel.server;

import org.jspecify.annotations.NullMarked;
