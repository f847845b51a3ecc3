package dev.assay.core.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
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
