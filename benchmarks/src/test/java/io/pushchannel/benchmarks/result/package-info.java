/** Tests of the result model. */
package io.pushchannel.benchmarks.result;
