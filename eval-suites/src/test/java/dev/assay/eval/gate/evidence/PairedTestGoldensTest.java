package dev.assay.eval.gate.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.core.testing.SharedFolder;
import dev.assay.eval.statistic.BenjaminiHochberg;
import dev.assay.eval.statistic.ClusterBootstrap;
import dev.assay.eval.statistic.SignTest;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What scipy, statsmodels and enumeration gave. */
class PairedTestGoldensTest {
  private static final double CLOSE = 1e-9;

  private static JsonNode golden(String section) throws IOException {
    return new ObjectMapper()
        .readTree(SharedFolder.path("goldens/statistics.json").toFile())
        .get(section);
  }

  @Test
  void mcNemarsTestWithOneSide() throws IOException {
    JsonNode cases = golden("mcnemar").get("cases");
    assertThat(cases).isNotEmpty();
    for (JsonNode one : cases) {
      double expected = one.get("p_exact_one_sided_worse").doubleValue();
      assertThat(SignTest.oneSided(one.get("wins").intValue(), one.get("losses").intValue()))
          .as(one.toString())
          .isCloseTo(expected, within(CLOSE * Math.max(expected, 1e-6)));
    }
  }

  @Test
  void correctionsOfSeveralLines() throws IOException {
    for (JsonNode one : golden("multiple_comparisons").get("cases")) {
      double[] p = numbers(one.get("p"));
      assertThat(Correction.HOLM.adjusted(p))
          .containsExactly(numbers(one.get("holm")), within(1e-12));
      assertThat(BenjaminiHochberg.adjusted(p))
          .containsExactly(numbers(one.get("benjamini_hochberg")), within(1e-12));
      assertThat(Correction.NONE.adjusted(p)).containsExactly(p);
    }
  }

  @Test
  void itemsInClusters() throws IOException {
    JsonNode golden = golden("paired_clustered");
    JsonNode items = golden.get("items");
    double[] candidate = new double[items.size()];
    double[] baseline = new double[items.size()];
    int[] cluster = new int[items.size()];
    for (int i = 0; i < items.size(); i++) {
      cluster[i] = items.get(i).get(0).intValue();
      candidate[i] = items.get(i).get(1).doubleValue();
      baseline[i] = items.get(i).get(2).doubleValue();
    }
    JsonNode bootstrap = golden.get("bootstrap");
    Evidence evidence =
        new PairedTest(new TestLevel(0.05, 1000, bootstrap.get("seed").longValue()))
            .of(new PairedValues(candidate, baseline, cluster, true));
    assertThat(evidence.test()).isEqualTo(Evidence.Test.BOOTSTRAP);
    close(evidence.difference(), golden.get("difference"));
    close(evidence.standardError(), golden.get("cluster_stderr"));
    close(evidence.worse(), bootstrap.get("p_worse"));
    close(evidence.interval().lower(), bootstrap.get("q025"));
    close(evidence.interval().upper(), bootstrap.get("q975"));
    close(evidence.bounds().lower(), bootstrap.get("q05"));
    close(
        PairedTest.clusterT(evidence.difference(), evidence.standardError(), evidence.clusters()),
        golden.get("p_worse_cluster_t"));
    close(
        TestLevel.of(0.05).smallestDetectable(evidence.standardError()),
        golden.get("mde_80_at_one_sided_05"));
  }

  /** Seven items, all whose resamples were counted: what is drawn is distributed as all are. */
  @Test
  void realValuesByThePairedBootstrap() throws IOException {
    JsonNode golden = golden("paired_bootstrap");
    double[] candidate = numbers(golden.get("candidate"));
    double[] baseline = numbers(golden.get("baseline"));
    double[][] sums =
        IntStream.range(0, candidate.length)
            .mapToObj(i -> new double[] {candidate[i] - baseline[i], 1})
            .toArray(double[][]::new);
    int resamples = 200_000;
    double[] drawn = ClusterBootstrap.values(sums, s -> s[0], resamples, 1234);
    golden
        .get("exact_distribution_of_the_sum")
        .fields()
        .forEachRemaining(
            entry -> {
              double value = Double.parseDouble(entry.getKey());
              double share =
                  (double) IntStream.range(0, resamples).filter(i -> drawn[i] == value).count()
                      / resamples;
              double exact = entry.getValue().doubleValue();
              assertThat(share)
                  .isCloseTo(
                      exact, within(4.5 * Math.sqrt(exact * (1 - exact) / resamples) + 1e-5));
            });
    // Halves of right answers are real values, and no test of right and wrong ones.
    Evidence evidence =
        new PairedTest(TestLevel.of(0.05))
            .of(PairedValues.ofItems(half(candidate), half(baseline), true));
    assertThat(evidence.test()).isEqualTo(Evidence.Test.BOOTSTRAP);
    assertThat(2 * evidence.difference())
        .isCloseTo(golden.get("difference").doubleValue(), within(CLOSE));
    assertThat(2 * evidence.standardError())
        .isCloseTo(golden.get("stderr").doubleValue(), within(CLOSE));
  }

  private static double[] half(double[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i] / 2).toArray();
  }

  private static double[] numbers(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).doubleValue()).toArray();
  }

  private static void close(double value, JsonNode expected) {
    assertThat(value).isCloseTo(expected.doubleValue(), within(CLOSE));
  }
}
