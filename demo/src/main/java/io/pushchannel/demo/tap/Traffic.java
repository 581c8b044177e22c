package io.pushchannel.demo.tap;

/**
 * What has gone over a lane's wire since it was set up.
 *
 * @param connections how many were made
 * @param open how many of them are open
 * @param requests how many came up
 * @param bytesUp from clients to the server, heads and framing included
 * @param bytesDown from the server to clients, heads and framing included
 */
public record Traffic(long connections, int open, long requests, long bytesUp, long bytesDown) {}
