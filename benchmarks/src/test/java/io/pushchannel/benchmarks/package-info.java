/** Tests of the figures that are the same on every machine. */
package io.pushchannel.benchmarks;
