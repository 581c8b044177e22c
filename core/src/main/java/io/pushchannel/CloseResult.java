package io.pushchannel;

/**
 * The end of a channel or subscription.
 *
 * @param reason why it ended
 * @param cursor the position after the last delivered message; a new channel after it continues
 *     without loss or repetition
 */
public record CloseResult(CloseReason reason, Cursor cursor) {}
