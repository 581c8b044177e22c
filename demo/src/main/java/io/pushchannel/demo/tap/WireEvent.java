package io.pushchannel.demo.tap;

/**
 * An event on a lane's wire.
 *
 * @param id identifies the event, to request its bytes
 * @param at the time in milliseconds since 1970, with fractions
 * @param lane the lane's name
 * @param client the client number in the query of the last request; 0 if absent
 * @param connection the number of the connection within its lane, from 1
 * @param up true from client to server, false from server to client
 * @param kind the kind of the event
 * @param label the text beside its arrow
 * @param bytes size on the wire, including headers and framing
 * @param request the id of the request that it belongs to, its own id for a request, 0 for none
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
