package io.pushchannel;

/**
 * What became of a publish: the message is in the log under this id.
 *
 * @param id the message's id
 * @param repeated true if the key had been used on the topic before; then {@code id} is that first
 *     message's, and nothing was appended
 */
public record PublishResult(Cursor id, boolean repeated) {}
