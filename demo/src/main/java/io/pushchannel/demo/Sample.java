package io.pushchannel.demo;

/**
 * A message of the lanes.
 *
 * @param run names this run of the demo; each run numbers its messages from 1
 * @param n counts the messages that were published, from 1, over all lives of the bus
 * @param at when it was published, in microseconds since 1970
 * @param text what somebody wrote, or how it came about
 * @param pad makes it as large as was asked for
 */
record Sample(String run, long n, long at, String text, String pad) {}
