package io.pushchannel.spi;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DrainTest {

  private final Queue<Runnable> loop = new ArrayDeque<>();
  private final ReaderNotifier notifier = new ReaderNotifier(loop::add);
  private final ReaderNotifier.ReaderGroup readers = notifier.newReaders();
  private final List<String> called = new ArrayList<>();

  private Runnable reader(String name) {
    return () -> called.add(name);
  }

  private void runLoop() {
    for (Runnable task = loop.poll(); task != null; task = loop.poll()) {
      task.run();
    }
  }

  @Test
  void aBurstIsOneWakeUpAndOneCall() {
    readers.add(reader("a"));
    ReaderNotifier.ReaderGroup others = notifier.newReaders();
    others.add(reader("b"));
    for (int i = 0; i < 100; i++) {
      readers.signal();
      others.signal();
    }
    assertEquals(1, loop.size());
    runLoop();
    assertEquals(List.of("a", "b"), called);
  }

  @Test
  void whatComesAfterAWakeUpIsAnother() {
    readers.add(reader("a"));
    readers.signal();
    runLoop();
    readers.signal();
    assertEquals(1, loop.size());
    runLoop();
    assertEquals(List.of("a", "a"), called);
  }

  @Test
  void manyReadersAreCalledInSlicesWithALookAtTheSocketsBetween() {
    Queue<Runnable> after = new ArrayDeque<>();
    ReaderNotifier slow = new ReaderNotifier(loop::add, after::add);
    ReaderNotifier.ReaderGroup many = slow.newReaders();
    for (int i = 0; i < 3; i++) {
      String name = "reader " + i;
      many.add(
          () -> {
            called.add(name);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(6); // more than a slice
            while (System.nanoTime() < end) {
              Thread.onSpinWait();
            }
          });
    }
    many.signal();
    runLoop();
    assertEquals(List.of("reader 2"), called);
    many.signal(); // all of them want another turn
    for (int turns = 0; !after.isEmpty() && turns < 6; turns++) {
      assertEquals(1, after.size());
      after.remove().run();
    }
    assertEquals(
        List.of("reader 2", "reader 1", "reader 0", "reader 2", "reader 1", "reader 0"), called);
    assertEquals(0, loop.size());
  }

  @Test
  void anErrorInAReaderDoesNotSilenceTheBell() {
    readers.add(
        () -> {
          called.add("failed");
          throw new OutOfMemoryError("a seeded fault");
        });
    readers.add(reader("a"));
    for (int i = 0; i < 2; i++) {
      readers.signal();
      runLoop();
    }
    assertEquals(List.of("a", "failed", "a", "failed"), called);
  }

  @Test
  void aPublisherDoesNotNoticeThatALoopHasEnded() {
    ReaderNotifier ended =
        new ReaderNotifier(
            task -> {
              throw new RejectedExecutionException("event executor terminated");
            });
    ReaderNotifier.ReaderGroup left = ended.newReaders();
    left.add(reader("a"));
    left.signal();
    assertEquals(List.of(), called);
  }

  @Test
  void aLoopThatEndsWhileReadersAreCalledCallsNobodyAgain() {
    ReaderNotifier ending =
        new ReaderNotifier(
            loop::add,
            task -> {
              throw new RejectedExecutionException("event executor terminated");
            });
    ReaderNotifier.ReaderGroup signalledMeanwhile = ending.newReaders();
    signalledMeanwhile.add(
        () -> {
          called.add("a");
          signalledMeanwhile.signal();
        });
    signalledMeanwhile.signal();
    runLoop();
    assertEquals(List.of("a"), called);
  }

  @Test
  void whatIsSignalledMeanwhileWaitsForTheNextTurn() {
    readers.add(
        () -> {
          called.add("a");
          if (called.size() < 3) {
            readers.signal();
          }
        });
    readers.signal();
    loop.remove().run();
    assertEquals(List.of("a"), called);
    assertEquals(1, loop.size(), "the loop has its sockets to look after in between");
    runLoop();
    assertEquals(List.of("a", "a", "a"), called);
  }

  @Test
  void aReaderThatThrowsDoesNotKeepTheOthersFromTheirs() {
    readers.add(reader("a"));
    readers.add(
        () -> {
          throw new IllegalStateException("for a test");
        });
    readers.add(reader("c"));
    readers.signal();
    runLoop();
    assertEquals(List.of("c", "a"), called);
  }

  @Test
  void aReaderMayLeaveWhileItIsCalled() {
    List<Runnable> all = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      all.add(
          () -> {
            called.add(name);
            readers.remove(all.get("abcd".indexOf(name)));
          });
    }
    all.forEach(readers::add);
    readers.signal();
    runLoop();
    assertEquals(List.of("d", "c", "b", "a"), called);
    readers.signal();
    runLoop();
    assertEquals(4, called.size());
  }

  @Test
  void aReaderMayMakeAnyOthersLeaveAndNobodyElseIsLeftOut() {
    for (String leaving : List.of("a", "b", "d", "e", "ab", "de", "bd", "abde")) {
      ReaderNotifier.ReaderGroup group = notifier.newReaders();
      called.clear();
      List<Runnable> gone = new ArrayList<>();
      for (String name : List.of("a", "b", "c", "d", "e")) {
        Runnable reader =
            name.equals("c")
                ? () -> {
                  called.add("c");
                  gone.forEach(group::remove);
                }
                : reader(name);
        group.add(reader);
        if (leaving.contains(name)) {
          gone.add(reader);
        }
      }
      group.signal();
      runLoop();
      for (String name : List.of("a", "b", "c", "d", "e")) {
        boolean wasBefore = name.compareTo("c") > 0;
        boolean expected = wasBefore || !leaving.contains(name);
        assertEquals(expected, called.contains(name), () -> leaving + " left: " + called);
      }
    }
  }

  @Test
  void noSignalIsLostHoweverManyThreadsGiveThem() throws InterruptedException {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    ReaderNotifier real = new ReaderNotifier(executor);
    AtomicLong published = new AtomicLong();
    AtomicLong seen = new AtomicLong();
    ReaderNotifier.ReaderGroup group = real.newReaders();
    executor.execute(() -> group.add(() -> seen.set(published.get())));
    List<Thread> publishers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      publishers.add(
          new Thread(
              () -> {
                for (int j = 0; j < 10_000; j++) {
                  published.incrementAndGet();
                  group.signal();
                }
              }));
    }
    publishers.forEach(Thread::start);
    for (Thread publisher : publishers) {
      publisher.join();
    }
    await().untilAsserted(() -> assertEquals(40_000, seen.get()));
    executor.shutdown();
    assertTrue(executor.awaitTermination(10, TimeUnit.SECONDS));
  }
}
