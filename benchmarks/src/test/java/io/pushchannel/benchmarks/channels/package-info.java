/** Tests of the channels under measurement. */
package io.pushchannel.benchmarks.channels;
