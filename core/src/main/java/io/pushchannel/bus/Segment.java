package io.pushchannel.bus;

import io.pushchannel.Message;
import io.pushchannel.wire.WireFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of one topic's messages and their encodings: the unit in which encodings are freed. Starts
 * small and grows until it is full. Guarded by the bus's lock.
 */
final class Segment {

  /** With this much in it, it is full. */
  private static final int FULL_BYTES = 1 << 16;

  /** Ordinal of the first message in the log of the topic. */
  private final long firstOrdinal;

  private final String topic;
  private final int capacity;
  private final Memory memory;
  private final List<Encoding> encodings = new ArrayList<>(1);
  private Entry[] entries = new Entry[4];
  private int evicted;
  private int size;
  private long bytes;

  Segment(String topic, long firstOrdinal, int capacity, Memory memory) {
    this.topic = topic;
    this.firstOrdinal = firstOrdinal;
    this.capacity = capacity;
    this.memory = memory;
  }

  boolean isFull() {
    return size >= capacity || bytes >= FULL_BYTES;
  }

  boolean isEmpty() {
    return evicted == size;
  }

  long end() {
    return firstOrdinal + size;
  }

  long firstOrdinal() {
    return firstOrdinal;
  }

  Entry oldest() {
    return entries[evicted];
  }

  long lastSequence() {
    return entries[size - 1].sequence();
  }

  int index(long ordinal) {
    return (int) (ordinal - firstOrdinal);
  }

  /** Returns the first index of a message with a number above {@code sequence}, or the size. */
  int indexAfter(long sequence) {
    int low = evicted;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries[middle].sequence() <= sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  long sequence(int index) {
    return entries[index].sequence();
  }

  Entry entry(int index) {
    return entries[index];
  }

  Message message(int index) {
    return entries[index].toMessage(topic, memory.epoch());
  }

  void append(Entry entry) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, size * 2);
    }
    entries[size++] = entry;
    bytes += entry.bytes();
    memory.add(entry.bytes());
    memory.addMessages(1);
  }

  @SuppressWarnings("NullAway") // nothing before `evicted` is looked at again
  Entry evictOldest() {
    Entry oldest = entries[evicted];
    entries[evicted++] = null;
    memory.add(-oldest.bytes());
    memory.addMessages(-1);
    return oldest;
  }

  /** All its messages in {@code format}. */
  Encoding encoding(WireFormat format, long now) {
    Encoding encoding = existing(format);
    if (encoding == null) {
      encoding = new Encoding(format, evicted, memory);
      encodings.add(encoding);
    }
    encoding.catchUp(entries, size, topic, now);
    return encoding;
  }

  /** Frees the encodings without a read since {@code time}. */
  void freeUnusedSince(long time) {
    encodings.removeIf(encoding -> encoding.freeIfUnusedSince(time));
  }

  /** Frees all encodings. */
  void retire() {
    encodings.forEach(Encoding::free);
    encodings.clear();
  }

  private @Nullable Encoding existing(WireFormat format) {
    for (int i = 0; i < encodings.size(); i++) {
      if (encodings.get(i).format() == format) {
        return encodings.get(i);
      }
    }
    return null;
  }
}
