package io.pushchannel.examples.boot;

/** A message. */
public record Price(String pair, double rate) {}
