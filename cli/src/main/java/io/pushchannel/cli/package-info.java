@NullMarked
package io.pushchannel.cli;

import org.jspecify.annotations.NullMarked;
