package dev.assay.eval.catalog;

import dev.assay.eval.metric.OutputType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the harness's registry says of metrics where a task file does not. */
final class DefaultMetrics {
  private static final Map<String, String> AGGREGATIONS =
      Map.ofEntries(
          Map.entry("acc", "mean"),
          Map.entry("acc_norm", "mean"),
          Map.entry("acc_bytes", "mean"),
          Map.entry("acc_mutual_info", "mean"),
          Map.entry("acc_all", "mean"),
          Map.entry("exact_match", "mean"),
          Map.entry("likelihood", "mean"),
          Map.entry("brier_score", "brier_score"),
          Map.entry("perplexity", "perplexity"),
          Map.entry("word_perplexity", "weighted_perplexity"),
          Map.entry("byte_perplexity", "weighted_perplexity"),
          Map.entry("bits_per_byte", "bits_per_byte"),
          Map.entry("bypass", "bypass"),
          Map.entry("mcc", "matthews_corrcoef"),
          Map.entry("f1", "f1"),
          Map.entry("bleu", "bleu"),
          Map.entry("chrf", "chrf"),
          Map.entry("chrf++", "chrf++"),
          Map.entry("ter", "ter"));
  private static final Set<String> LOWER_IS_BETTER =
      Set.of(
          "brier_score",
          "perplexity",
          "word_perplexity",
          "byte_perplexity",
          "bits_per_byte",
          "ter");

  private DefaultMetrics() {}

  static List<String> of(OutputType type) {
    return switch (type) {
      case MULTIPLE_CHOICE -> List.of("acc", "acc_norm");
      case LOGLIKELIHOOD -> List.of("perplexity", "acc");
      case LOGLIKELIHOOD_ROLLING -> List.of("word_perplexity", "byte_perplexity", "bits_per_byte");
      case GENERATE_UNTIL -> List.of("exact_match");
    };
  }

  /** Null for a metric that the registry does not know. */
  static String aggregation(String metric) {
    return AGGREGATIONS.get(metric);
  }

  static boolean higherIsBetter(String metric) {
    return !LOWER_IS_BETTER.contains(metric);
  }
}
