package io.pushchannel.spi;

import io.pushchannel.MessageBus;
import java.time.Duration;

/**
 * What a server tells the server half of a transport.
 *
 * @param bus to read from and publish to
 * @param heartbeat how long a stream may be silent
 * @param maxWait how long a request may be held
 * @param maxTopics how many topics one request may read
 * @param maxMessageBytes how large one message from a client may be, in bytes of UTF-8
 * @param minBytesPerSecond minimum average rate at which a message from a client must arrive
 */
public record EndpointSettings(
    MessageBus bus,
    Duration heartbeat,
    Duration maxWait,
    int maxTopics,
    int maxMessageBytes,
    int minBytesPerSecond) {}
