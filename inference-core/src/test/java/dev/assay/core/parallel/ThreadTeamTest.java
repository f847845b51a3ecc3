package dev.assay.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadTeamTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyIndexIsDoneOnce(int size) {
    try (ThreadTeam team = ThreadTeam.of(size)) {
      for (int count = 0; count < 200; count++) {
        AtomicIntegerArray split = new AtomicIntegerArray(count);
        AtomicIntegerArray items = new AtomicIntegerArray(count);
        team.split(
            count,
            (worker, from, to) -> {
              for (int i = from; i < to; i++) {
                split.incrementAndGet(i);
              }
            });
        team.forEach(count, (worker, item) -> items.incrementAndGet(item));
        for (int i = 0; i < count; i++) {
          assertThat(split.get(i)).isEqualTo(1);
          assertThat(items.get(i)).isEqualTo(1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void everyIndexIsDoneOnceWhateverItTakes(int size) {
    Random random = new Random(size);
    try (ThreadTeam team = ThreadTeam.of(size)) {
      for (int round = 0; round < 300; round++) {
        int count = random.nextInt(2000);
        // From nothing at all to a piece for every item.
        long operations = random.nextLong() >>> 20 + random.nextInt(44);
        AtomicIntegerArray runs = new AtomicIntegerArray(count);
        team.split(
            count,
            operations,
            (worker, from, to) -> {
              assertThat(worker).isBetween(0, size - 1);
              for (int i = from; i < to; i++) {
                runs.incrementAndGet(i);
              }
            });
        for (int i = 0; i < count; i++) {
          assertThat(runs.get(i)).as("item %d of %d, %d operations", i, count, operations).isOne();
        }
      }
    }
  }

  /** The item that is begun first ends last: all others are done by the other worker. */
  @Test
  void whatAStalledWorkerLeavesOthersDo() {
    int count = 100;
    for (boolean ranges : new boolean[] {true, false}) {
      CountDownLatch others = new CountDownLatch(count - 1);
      AtomicBoolean begun = new AtomicBoolean();
      ThreadTeam.Item item =
          (worker, i) -> {
            if (begun.compareAndSet(false, true)) {
              await(others);
            } else {
              others.countDown();
            }
          };
      try (ThreadTeam team = ThreadTeam.of(2)) {
        if (ranges) {
          team.split(count, Long.MAX_VALUE, (worker, from, to) -> item.run(worker, from));
        } else {
          team.forEach(count, item);
        }
      }
      assertThat(others.getCount()).isZero();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void whatIsNotWorthSharingTheCallerDoesAlone() {
    Thread caller = Thread.currentThread();
    try (ThreadTeam team = ThreadTeam.of(3)) {
      team.split(
          1000,
          1000L,
          (worker, from, to) -> {
            assertThat(worker).isZero();
            assertThat(Thread.currentThread()).isSameAs(caller);
            assertThat(to - from).isEqualTo(1000);
          });
      assertThat(team.steps()).isZero();
    }
  }

  @Test
  @Timeout(60)
  void anIdleTeamParks() throws InterruptedException {
    Set<Thread> workers = ConcurrentHashMap.newKeySet();
    try (ThreadTeam team = ThreadTeam.of(2)) {
      CountDownLatch both = new CountDownLatch(2);
      team.forEach(
          2,
          (worker, i) -> {
            workers.add(Thread.currentThread());
            both.countDown();
            await(both);
          });
      workers.remove(Thread.currentThread());
      Thread worker = workers.iterator().next();
      while (worker.getState() != Thread.State.WAITING) {
        Thread.sleep(1);
      }
      // And wakes for the next.
      AtomicInteger done = new AtomicInteger();
      team.split(10, Long.MAX_VALUE, (who, from, to) -> done.addAndGet(to - from));
      assertThat(done).hasValue(10);
    }
  }

  /** Where threads are more than processors a step takes many times as long: fewer of them. */
  @ParameterizedTest
  @CsvSource({"2, 20000", "3, 5000"})
  void stepsFollowEachOtherByTheThousand(int size, int steps) {
    AtomicInteger sum = new AtomicInteger();
    try (ThreadTeam team = ThreadTeam.of(size)) {
      for (int step = 0; step < steps; step++) {
        team.split(size, (worker, from, to) -> sum.addAndGet(to - from));
      }
      assertThat(team.steps()).isEqualTo(steps);
    }
    assertThat(sum).hasValue(size * steps);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void whatAWorkerThrowsIsThrownAndTheTeamGoesOn(int size) {
    try (ThreadTeam team = ThreadTeam.of(size)) {
      for (int round = 0; round < 50; round++) {
        assertThatThrownBy(
                () ->
                    team.forEach(
                        8,
                        (worker, item) -> {
                          if (item == 7) {
                            throw new IllegalArgumentException("item 7");
                          }
                        }))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("item 7");
        AtomicInteger done = new AtomicInteger();
        team.forEach(8, (worker, item) -> done.incrementAndGet());
        assertThat(done).hasValue(8);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void aClosedTeamRefusesWork(int size) {
    ThreadTeam team = ThreadTeam.of(size);
    team.close();
    assertThatThrownBy(() -> team.split(10, (worker, from, to) -> {}))
        .isInstanceOf(IllegalStateException.class);
  }
}
