package dev.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which steps of generation are compared. */
class BenchSettingsTest {
  @ParameterizedTest
  @CsvSource({"1, 4096, true", "32, 16384, true", "16, 4096, false", "1, 8192, false"})
  void ofAFullMeasurement(int batch, int position, boolean compared) {
    BenchSettings settings = settings(BenchSettings.BATCHES, BenchSettings.POSITIONS);
    assertThat(settings.isCompared(batch, position)).isEqualTo(compared);
  }

  @Test
  void noneWhereNoPositionIsAQuarterOfAnother() {
    BenchSettings settings = settings(List.of(64, 48), List.of(100, 200));
    assertThat(settings.farPosition()).isZero();
    assertThat(settings.comparedBatch()).isEqualTo(1);
    assertThat(settings.isCompared(1, 100)).isFalse();
  }

  private static BenchSettings settings(List<Integer> batches, List<Integer> positions) {
    return new BenchSettings(
        "auto",
        1,
        512,
        BenchSettings.PROMPT_LENGTHS,
        batches,
        positions,
        BenchSettings.Products.DEFAULT,
        Repetitions.FULL,
        BenchSettings.Counts.FULL);
  }
}
