package io.pushchannel.demo;

import java.util.Map;

/**
 * The state that a page needs to draw the lanes. It is published again after each change.
 *
 * @param run identifies this run of the demo
 * @param rate messages per second
 * @param size bytes per message
 * @param epoch the epoch of the bus behind the lanes
 * @param heartbeat the heartbeat interval of the lanes' server, in milliseconds
 * @param retained the number of messages that a topic of that bus retains
 * @param lanes the lanes by technique
 */
record State(
    String run,
    double rate,
    int size,
    String epoch,
    long heartbeat,
    int retained,
    Map<String, Lane> lanes) {

  /**
   * A lane.
   *
   * @param port the port of its tap
   * @param paused true if its tap reads nothing from the server
   */
  record Lane(int port, boolean paused) {}
}
