/** Tests of the cost on the wire. */
package io.pushchannel.benchmarks.cost;
