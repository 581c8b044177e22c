/** Tests of the chaos ledger, schedule and leak detection. */
package io.pushchannel.chaos;
