/** Tests of the load client. */
package io.pushchannel.benchmarks.load;
