package dev.assay.eval.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** Values that Python 3.11's random.Random(1234) gives. */
class PythonRandomTest {
  @Test
  void drawsTheBitsOfPython() {
    PythonRandom random = new PythonRandom(1234);
    assertThat(new long[] {random.bits(32), random.bits(32), random.bits(32), random.bits(32)})
        .containsExactly(4150886329L, 3342196574L, 1892932127L, 501869158L);
  }

  @Test
  void drawsTheSamplesOfPython() {
    PythonRandom random = new PythonRandom(1234);
    assertThat(random.sample(7473, 5)).containsExactly(6374, 3610, 957, 61, 742);
    assertThat(random.sample(7473, 5)).containsExactly(7462, 6610, 4769, 286, 5501);
  }

  @Test
  void drawsFromSmallPoolsWithoutRepetition() {
    PythonRandom random = new PythonRandom(7);
    for (int population = 1; population < 40; population++) {
      assertThat(new HashSet<>(random.sample(population, population))).hasSize(population);
    }
  }
}
