package io.pushchannel.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ChannelThreadsTest {

  @Test
  void aThreadIsNamedAfterItsTransportAndKeepsNoProcessAlive() {
    Thread first = ChannelThreads.create("sse", () -> {});
    Thread second = ChannelThreads.create("sse", () -> {});
    assertTrue(first.getName().matches("pushchannel-sse-[0-9]+"), first::getName);
    assertNotEquals(first.getName(), second.getName());
    assertTrue(first.isDaemon());
    assertEquals(Thread.State.NEW, first.getState());
  }

  @Test
  void itIsVirtualWhereWaitingUnderALockPinsNoCarrier() throws Exception {
    Thread thread = ChannelThreads.create("sse", () -> {});
    boolean expected = Runtime.version().feature() >= 24;
    boolean isVirtual =
        Runtime.version().feature() >= 21
            && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    assertEquals(expected, isVirtual);
  }

  @Test
  void theMajorVersionIsReadFromEveryPlatform() {
    assertEquals(25, ChannelThreads.feature("25"));
    assertEquals(1, ChannelThreads.feature("1.8"));
    assertEquals(0, ChannelThreads.feature("0.9")); // Android
    assertEquals(0, ChannelThreads.feature("unknown"));
    assertEquals(0, ChannelThreads.feature(null));
  }

  @Test
  void itRunsTheLoop() throws InterruptedException {
    Thread[] ran = new Thread[1];
    Thread thread = ChannelThreads.create("sse", () -> ran[0] = Thread.currentThread());
    thread.start();
    thread.join();
    assertEquals(thread, ran[0]);
  }
}
