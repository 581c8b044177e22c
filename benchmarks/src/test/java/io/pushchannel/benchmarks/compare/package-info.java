/** Tests of a comparison. */
package io.pushchannel.benchmarks.compare;
