package io.pushchannel.demo.tap;

/**
 * Something that went by on a lane's wire.
 *
 * @param id names it, for whoever wants its bytes
 * @param at when, in milliseconds since 1970, with fractions
 * @param lane the lane's name
 * @param client which of the lane's clients, by the query of its last request; 0 if none said
 * @param connection counts the lane's connections from 1
 * @param up whether it went from client to server
 * @param kind what it was
 * @param label what to write beside it
 * @param bytes how many it had on the wire, heads and framing included
 * @param request the id of the request that it belongs to; its own if it is one; 0 if there is none
 */
public record WireEvent(
    long id,
    double at,
    String lane,
    int client,
    long connection,
    boolean up,
    Kind kind,
    String label,
    long bytes,
    long request) {}
