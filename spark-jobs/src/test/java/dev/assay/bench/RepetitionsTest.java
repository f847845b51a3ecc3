package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepetitionsTest {
  @Test
  void theFirstRunWarmsUp() {
    int[] runs = {0};
    Repetitions.Seconds seconds = new Repetitions(3, 0, 1e6).time(() -> runs[0]++);
    assertThat(seconds.repetitions()).isEqualTo(3);
    assertThat(runs[0]).isEqualTo(4);
  }

  @Test
  void aRunLongerThanTheTimeIsCountedAndTheOnlyOne() {
    int[] runs = {0};
    Repetitions.Seconds seconds = new Repetitions(3, 0, 0).time(() -> runs[0]++);
    assertThat(seconds.repetitions()).isEqualTo(1);
    assertThat(runs[0]).isEqualTo(1);
  }

  @Test
  void medianAndBest() {
    Repetitions.Seconds seconds = Repetitions.Seconds.of(new double[] {4, 1, 2});
    assertThat(seconds.per(8)).isEqualTo(new Rate(8, 4, 3));
    assertThat(seconds.then(Repetitions.Seconds.of(new double[] {1, 1})).per(2))
        .as("one after the other, as often as both were timed")
        .isEqualTo(new Rate(1, 2.0 / 3, 2));
  }
}
