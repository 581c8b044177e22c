/** Tests of what the benchmarks measure that is the same on every machine. */
package io.pushchannel.benchmarks;
