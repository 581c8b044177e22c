/** Tests of the rig. */
package io.pushchannel.benchmarks.rig;
