/** Tests of what is counted on the wire. */
package io.pushchannel.benchmarks.cost;
