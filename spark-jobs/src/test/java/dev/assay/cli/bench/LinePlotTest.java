package dev.assay.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinePlotTest {
  @Test
  void theAxisEndsAtTheFirstGridlineAboveAllPoints() {
    LinePlot plot = plot(new LinePlot.Point(1, 51, ""), new LinePlot.Point(4, 20, ""));
    assertThat(plot.rows()).extracting(LinePlot.Tick::text).containsExactly("0", "20", "40", "60");
    assertThat(plot.rows().get(0).at()).isEqualTo(LinePlot.BOTTOM + ".0");
    assertThat(plot.rows().get(3).at()).isEqualTo(LinePlot.TOP + ".0");
  }

  @Test
  void doublingIsEquallyFarEverywhere() {
    LinePlot plot =
        plot(
            new LinePlot.Point(1, 1, ""),
            new LinePlot.Point(2, 1, ""),
            new LinePlot.Point(4, 1, ""));
    assertThat(plot.columns())
        .extracting(LinePlot.Tick::at)
        .containsExactly(
            LinePlot.LEFT + ".0",
            (LinePlot.LEFT + LinePlot.RIGHT) / 2 + ".0",
            LinePlot.RIGHT + ".0");
  }

  private static LinePlot plot(LinePlot.Point... points) {
    return new LinePlot(List.of(new LinePlot.Series("a model", List.of(points))));
  }
}
