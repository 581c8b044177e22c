/** Tests of the history checker, the event schedule and the leak detection. */
package io.pushchannel.chaos;
