package dev.assay.eval.statistic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.preference.StatisticsGoldens;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterBootstrapTest {
  /** Every cluster has a column of its own, so that sums say which were drawn. */
  @Test
  void clustersAreDrawnByTheGoldensIndices() {
    JsonNode golden = StatisticsGoldens.section("splitmix64");
    double[][] clusters = new double[10][10];
    for (int i = 0; i < 10; i++) {
      clusters[i][i] = 1;
    }
    List<double[]> drawn =
        ClusterBootstrap.results(clusters, sums -> sums, 2, golden.get("seed").longValue());
    JsonNode indices = golden.get("first_indices_of_10");
    double[][] expected = new double[2][10];
    for (int i = 0; i < indices.size(); i++) {
      expected[i / 10][indices.get(i).intValue()]++;
    }
    assertThat(drawn).containsExactly(expected);
  }

  @Test
  void oneNumberAndSeveralAreOfTheSameDraws() {
    double[][] clusters = {{1, 2}, {0.5, 1}, {3, 4}, {0, 2}};
    double[] values = ClusterBootstrap.values(clusters, sums -> sums[0] / sums[1], 200, 7);
    List<Double> results = ClusterBootstrap.results(clusters, sums -> sums[0] / sums[1], 200, 7);
    assertThat(results.stream().mapToDouble(Double::doubleValue).toArray()).isEqualTo(values);
  }
}
