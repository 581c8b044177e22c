@NullMarked
package io.pushchannel.benchmarks;

import org.jspecify.annotations.NullMarked;
