package io.pushchannel.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pushchannel.benchmarks.result.Ledger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Checks that the ledger detects lost, duplicated and reordered messages. */
class SequenceCheckerTest {

  private static final int MESSAGES = 1000;

  private final SequenceChecker sequence = new SequenceChecker();

  private Ledger heard(List<Long> numbers) {
    sequence.reset(0);
    numbers.forEach(sequence::message);
    return sequence.ledger(MESSAGES);
  }

  private static List<Long> all() {
    List<Long> numbers = new ArrayList<>();
    for (long i = 0; i < MESSAGES; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  @Test
  void nothingIsWrongWithAllInOrder() {
    assertEquals(new Ledger(1000, 1000, 0, 0, 0, 0), heard(all()));
  }

  @Test
  void aSeededNumberOfLossesIsFound() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<Long> numbers = all();
      int lost = 1 + random.nextInt(20);
      for (int i = 0; i < lost; i++) {
        numbers.remove(random.nextInt(numbers.size()));
      }
      assertEquals(new Ledger(1000, 1000 - lost, lost, 0, 0, 0), heard(numbers), "seed " + seed);
    }
  }

  @Test
  void aSeededNumberOfRepetitionsIsFound() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<Long> numbers = all();
      int again = 1 + random.nextInt(20);
      for (int i = 0; i < again; i++) {
        long number = random.nextInt(MESSAGES);
        int first = numbers.indexOf(number);
        numbers.add(first + 1 + random.nextInt(numbers.size() - first), number);
      }
      assertEquals(new Ledger(1000, 1000, 0, again, 0, 0), heard(numbers), "seed " + seed);
    }
  }

  @Test
  void twoThatChangedPlacesAreOneOutOfOrder() {
    for (int seed = 0; seed < 50; seed++) {
      List<Long> numbers = all();
      int at = new Random(seed).nextInt(MESSAGES - 1);
      Collections.swap(numbers, at, at + 1);
      assertEquals(new Ledger(1000, 1000, 0, 0, 1, 0), heard(numbers), "seed " + seed);
    }
  }

  @Test
  void aLossAtEitherEndIsFound() {
    assertEquals(1, heard(all().subList(1, MESSAGES)).lost());
    assertEquals(1, heard(all().subList(0, MESSAGES - 1)).lost());
  }

  @Test
  void announcedGapsAreCounted() {
    sequence.reset(5);
    sequence.gap();
    sequence.message(8);
    assertEquals(new Ledger(4, 1, 3, 0, 0, 1), sequence.ledger(9));
  }
}
