package io.pushchannel.chaos;

import io.pushchannel.Cursor;
import java.util.List;
import java.util.Set;

/**
 * Everything that one channel received from its opening to its end.
 *
 * @param channel the name of the channel
 * @param transport the name of its transport
 * @param topics its topics
 * @param start the cursor with which it was opened
 * @param received the received messages and gaps, and the disconnects, in order
 * @param end its final cursor
 * @param isLast true if it had to receive everything up to the end of the run
 */
record ChannelHistory(
    String channel,
    String transport,
    Set<String> topics,
    Cursor start,
    List<Received> received,
    Cursor end,
    boolean isLast) {}
