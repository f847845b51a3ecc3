package dev.assay.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The loops do the work that they are counted for. */
class MachineCeilingsTest {
  @Test
  void everyFloatIsReadOnceWhateverTheStreams() {
    float[] data = new float[5000];
    IntStream.range(0, data.length).forEach(i -> data[i] = i % 64);
    int from = 3;
    float expected = 0;
    for (int i = from; i < from + 4096; i++) {
      expected += data[i];
    }
    for (int streams : MachineCeilings.STREAMS) {
      assertThat(MachineCeilings.read(data, from, data.length, streams))
          .as("sums of small integers are exact, %d streams", streams)
          .isEqualTo(expected);
    }
  }

  @Test
  void everyRoundAddsToTwelveVectors() {
    assertThat(MachineCeilings.multiplyAdd(7)).isEqualTo(12 * 7 * 0.5f);
    assertThat(MachineCeilings.operationsPerRound()).isGreaterThanOrEqualTo(2 * 12 * 4);
  }
}
