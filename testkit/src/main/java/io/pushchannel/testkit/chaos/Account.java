package io.pushchannel.testkit.chaos;

import io.pushchannel.Cursor;
import java.util.List;
import java.util.Set;

/**
 * What one channel heard from its opening to its end.
 *
 * @param channel its name
 * @param transport its transport's name
 * @param start the cursor it was opened with
 * @param end its cursor in the end
 * @param isLast whether it had to hear everything up to the end of the run
 */
record Account(
    String channel,
    String transport,
    Set<String> topics,
    Cursor start,
    List<Heard> heard,
    Cursor end,
    boolean isLast) {}
