package dev.assay.eval.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.eval.metric.ItemValue.Clustered;
import dev.assay.eval.preference.StatisticsGoldens;
import dev.assay.eval.statistic.ClusterBootstrap;
import dev.assay.eval.statistic.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ClusterStatisticTest {
  private static final double EXACT = 1e-12;
  private static final ToDoubleFunction<double[]> RATE = sums -> sums[0] / sums[1];

  /** statsmodels' cluster-robust error, and the resamples that the golden lists. */
  @Test
  void aClusteredRateIsAsAnotherLibraryHasIt() {
    JsonNode golden = StatisticsGoldens.section("clustered_rate");
    List<ItemValue> items = new ArrayList<>();
    int cluster = 0;
    for (JsonNode scores : golden.get("clusters")) {
      for (JsonNode score : scores) {
        items.add(new Clustered("c" + cluster, List.of(score.doubleValue(), 1.0)));
      }
      cluster++;
    }
    ClusterStatistic mean = statistic("clustered_mean");
    SampleMean score = mean.score(items);
    assertThat(score.mean()).isCloseTo(golden.get("rate").doubleValue(), within(EXACT));
    assertThat(score.standardError())
        .isCloseTo(golden.get("cluster_robust_stderr").doubleValue(), within(EXACT));
    JsonNode resamples = golden.get("splitmix_2000");
    double[] values =
        ClusterBootstrap.values(
            mean.clusters(items), RATE, 2_000, resamples.get("seed").longValue());
    for (int i = 0; i < resamples.get("first_10").size(); i++) {
      assertThat(values[i])
          .isCloseTo(resamples.get("first_10").get(i).doubleValue(), within(EXACT));
    }
    assertThat(Arrays.stream(values).average().orElseThrow())
        .isCloseTo(resamples.get("mean").doubleValue(), within(EXACT));
    assertThat(Quantile.of(values, 0.025))
        .isCloseTo(resamples.get("q025").doubleValue(), within(EXACT));
    assertThat(Quantile.of(values, 0.975))
        .isCloseTo(resamples.get("q975").doubleValue(), within(EXACT));
  }

  /** 46,656 resamples are all there are: a tenth of an error of the mean is far away. */
  @Test
  void manyResamplesAreLikeAllOfThem() {
    JsonNode golden = StatisticsGoldens.section("clustered_rate");
    double[][] clusters = new double[golden.get("clusters").size()][];
    for (int i = 0; i < clusters.length; i++) {
      double sum = 0;
      for (JsonNode score : golden.get("clusters").get(i)) {
        sum += score.doubleValue();
      }
      clusters[i] = new double[] {sum, golden.get("clusters").get(i).size()};
    }
    double[] values = ClusterBootstrap.values(clusters, RATE, 46_656, 5);
    JsonNode all = golden.get("all_46656_resamples");
    double error = all.get("sd").doubleValue() / Math.sqrt(values.length);
    assertThat(Arrays.stream(values).average().orElseThrow())
        .isCloseTo(all.get("mean").doubleValue(), within(5 * error));
    assertThat(SampleMean.deviation(values))
        .isCloseTo(all.get("sd").doubleValue(), within(5 * error));
  }

  @Test
  void pairedDifferencesInClustersAreAsAnotherLibraryHasThem() {
    JsonNode golden = StatisticsGoldens.section("paired_clustered");
    List<ItemValue> items = new ArrayList<>();
    for (JsonNode item : golden.get("items")) {
      items.add(
          new Clustered(
              "c%03d".formatted(item.get(0).intValue()),
              List.of(item.get(1).doubleValue() - item.get(2).doubleValue(), 1.0)));
    }
    ClusterStatistic mean = statistic("clustered_mean");
    SampleMean score = mean.score(items);
    assertThat(score.mean()).isCloseTo(golden.get("difference").doubleValue(), within(EXACT));
    assertThat(score.standardError())
        .isCloseTo(golden.get("cluster_stderr").doubleValue(), within(EXACT));
    JsonNode bootstrap = golden.get("bootstrap");
    double[] values =
        ClusterBootstrap.values(
            mean.clusters(items),
            RATE,
            bootstrap.get("resamples").intValue(),
            bootstrap.get("seed").longValue());
    assertThat(Arrays.stream(values).average().orElseThrow())
        .isCloseTo(bootstrap.get("mean").doubleValue(), within(EXACT));
    assertThat(Quantile.of(values, 0.025))
        .isCloseTo(bootstrap.get("q025").doubleValue(), within(EXACT));
    assertThat(Quantile.of(values, 0.05))
        .isCloseTo(bootstrap.get("q05").doubleValue(), within(EXACT));
  }

  /** One generator, asked in order, over items in any order. */
  @Test
  void everyResampleIsThePlainOnesWhateverTheOrderOfItems() {
    Random random = new Random(7);
    for (int round = 0; round < 40; round++) {
      int clusters = 2 + random.nextInt(9);
      List<ItemValue> items = new ArrayList<>();
      double[][] sums = new double[clusters][2];
      for (int item = 0; item < clusters * 4; item++) {
        int cluster = item < clusters ? item : random.nextInt(clusters);
        double value = random.nextInt(3);
        sums[cluster][0] += value;
        sums[cluster][1] += 1;
        items.add(new Clustered("c" + cluster, List.of(value, 1.0)));
      }
      items.add(Clustered.outside());
      java.util.Collections.shuffle(items, random);
      double[] plain = plain(sums, 50, round);
      double[] values =
          ClusterBootstrap.values(statistic("clustered_mean").clusters(items), RATE, 50, round);
      assertThat(values).containsExactly(plain);
    }
  }

  private static double[] plain(double[][] clusters, int resamples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[resamples];
    for (int b = 0; b < resamples; b++) {
      double sum = 0;
      double count = 0;
      for (int j = 0; j < clusters.length; j++) {
        long high = random.nextLong() >>> 32;
        double[] drawn = clusters[(int) (high * clusters.length / (1L << 32))];
        sum += drawn[0];
        count += drawn[1];
      }
      values[b] = sum / count;
    }
    return values;
  }

  static ClusterStatistic statistic(String name) {
    return ClusterStatistic.ALL.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
