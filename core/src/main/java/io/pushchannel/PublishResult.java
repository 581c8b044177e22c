package io.pushchannel;

/**
 * A confirmed publish: the message is in the log.
 *
 * @param id the id of the message
 * @param duplicate true if the idempotency key had been used on the topic before; {@code id} is
 *     then the id of the first message, and nothing was appended
 */
public record PublishResult(Cursor id, boolean duplicate) {}
