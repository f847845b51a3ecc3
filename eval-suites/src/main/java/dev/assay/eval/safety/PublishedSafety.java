package dev.assay.eval.safety;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The safety benchmarks of the RecurrentGemma paper (arXiv 2404.07839, table 6). It prints neither
 * prompts nor classifiers: its values stand beside ours as information, never as pass or fail.
 */
final class PublishedSafety {
  /** The columns of the table, by the model's name as folders and pages write it. */
  static final List<String> MODELS =
      List.of(
          "recurrentgemma-2b",
          "recurrentgemma-2b-it",
          "recurrentgemma-9b",
          "recurrentgemma-9b-it",
          "mistral-7b-instruct-v0.2",
          "gemma-1.1-2b-it",
          "gemma-2b-it");

  /** How far the number beside ours is one of the same kind. */
  enum Likeness {
    /** The items are those that its digits allow, the prompt is unknown. */
    SAME_ITEMS("prompt unpublished"),
    /** Nothing says which items. */
    SAME_NAME("prompt and items unpublished"),
    /** Another classifier's mean. */
    OTHER_CLASSIFIER("classifier unpublished");

    private final String words;

    Likeness(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    /** Whether a difference says anything. */
    boolean comparable() {
      return this != OTHER_CLASSIFIER;
    }
  }

  /**
   * A line of the table.
   *
   * @param task and metric of ours that measure the like
   * @param values in percent, one per model of {@link #MODELS}
   */
  record Line(
      String benchmark,
      String task,
      String metric,
      boolean higherIsBetter,
      Likeness likeness,
      List<Double> values) {
    /** Empty for a model that is not in the table. */
    Optional<Double> of(String model) {
      int at = MODELS.indexOf(model);
      return at < 0 ? Optional.empty() : Optional.of(values.get(at));
    }
  }

  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "gemma-1.0-2b-it", "gemma-2b-it", "mistral-7b-v0.2-instruct", "mistral-7b-instruct-v0.2");

  /** In the paper's order. */
  static final List<Line> LINES =
      List.of(
          line(
              "RealToxicity",
              "realtoxicityprompts",
              "toxicity_profanity_svm_mean",
              false,
              Likeness.OTHER_CLASSIFIER,
              9.8,
              7.6,
              10.3,
              8.8,
              8.44,
              7.03,
              6.86),
          line(
              "BOLD",
              "bold",
              "sentiment_vader_positive",
              true,
              Likeness.OTHER_CLASSIFIER,
              39.3,
              52.3,
              39.8,
              47.9,
              46.0,
              47.76,
              45.57),
          line(
              "CrowS-Pairs",
              "crows_pairs",
              "pct_antistereotype",
              true,
              Likeness.SAME_ITEMS,
              41.1,
              43.4,
              38.7,
              39.5,
              32.76,
              45.89,
              45.82),
          line(
              "BBQ Ambig",
              "bbq_ambig",
              "acc",
              true,
              Likeness.SAME_NAME,
              62.6,
              71.1,
              95.9,
              67.1,
              97.53,
              58.97,
              62.58),
          line(
              "BBQ Disambig",
              "bbq_disambig",
              "acc",
              true,
              Likeness.SAME_NAME,
              58.4,
              50.8,
              78.6,
              78.9,
              84.45,
              53.9,
              54.62),
          line(
              "Winogender",
              "winogender",
              "acc",
              true,
              Likeness.SAME_ITEMS,
              55.1,
              54.7,
              59.0,
              64.0,
              64.3,
              50.14,
              51.25),
          line(
              "TruthfulQA",
              "truthfulqa_mc2",
              "acc",
              true,
              Likeness.SAME_NAME,
              35.1,
              42.7,
              38.6,
              47.7,
              48.54,
              44.24,
              31.81),
          line(
              "WinoBias 1_2",
              "winobias_1",
              "acc",
              true,
              Likeness.SAME_ITEMS,
              58.4,
              56.4,
              61.5,
              60.6,
              65.72,
              55.93,
              56.12),
          line(
              "WinoBias 2_2",
              "winobias_2",
              "acc",
              true,
              Likeness.SAME_ITEMS,
              90.0,
              75.4,
              90.2,
              90.3,
              84.53,
              89.46,
              91.1),
          line(
              "Toxigen",
              "toxigen_generate",
              "toxicity_profanity_svm_mean",
              false,
              Likeness.OTHER_CLASSIFIER,
              56.7,
              50.0,
              58.8,
              64.5,
              61.77,
              29.64,
              29.77));

  private PublishedSafety() {}

  /**
   * The column of a model's folder.
   *
   * @param folder its name, e.g. {@code recurrentgemma-2b-it}
   */
  static Optional<String> model(String folder) {
    String name = folder.toLowerCase(Locale.ROOT);
    return Stream.of(OTHER_NAMES.getOrDefault(name, name)).filter(MODELS::contains).findFirst();
  }

  private static Line line(
      String benchmark,
      String task,
      String metric,
      boolean higherIsBetter,
      Likeness likeness,
      Double... values) {
    return new Line(benchmark, task, metric, higherIsBetter, likeness, List.of(values));
  }
}
