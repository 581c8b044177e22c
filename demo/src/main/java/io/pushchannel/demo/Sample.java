package io.pushchannel.demo;

/**
 * A message of the lanes.
 *
 * @param run identifies this run of the demo; each run numbers its messages from 1
 * @param n the number of this message, from 1; a restart of the bus does not reset it
 * @param at the time of publication, in microseconds since 1970
 * @param text the text of the user, or the origin of a generated message
 * @param pad padding up to the requested size
 */
record Sample(String run, long n, long at, String text, String pad) {}
