package io.pushchannel.demo;

import java.util.Map;

/**
 * What a page must know to draw the lanes; told anew whenever it changes.
 *
 * @param run names this run of the demo
 * @param rate messages a second
 * @param size bytes a message
 * @param epoch of the bus behind the lanes
 * @param heartbeat of the lanes' server, in milliseconds
 * @param retained how many messages a topic keeps there
 * @param lanes by technique
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
   * @param port where its tap listens
   * @param paused whether its tap reads nothing from the server
   */
  record Lane(int port, boolean paused) {}
}
