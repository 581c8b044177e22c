@org.jspecify.annotations.NullMarked
package io.pushchannel.benchmarks.served;
