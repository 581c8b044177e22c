@NullMarked
package io.pushchannel.http;

import org.jspecify.annotations.NullMarked;
