package dev.assay.eval.safety;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.scorer.RefusalRule;
import dev.assay.eval.scorer.TextScorer;
import dev.assay.eval.scorer.TextScorers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Whose scores of texts a report shows. Tables hold all of them, and another report of the same run
 * may show others.
 *
 * @param hidden scorers that it does not show, by the metrics that they make of a text
 */
public record ShownScorers(List<String> hidden) {
  private static final String NONE = "none";

  /** Every scorer's. */
  public static ShownScorers all() {
    return new ShownScorers(List.of());
  }

  /**
   * Those of some rules and classifiers.
   *
   * @param rules of refusals, e.g. {@code xstest-strmatch}; {@code none} for none, empty for all
   * @param classifiers {@code profanity-svm}, {@code vader}; {@code none} for none, empty for all
   * @throws AssayException of kind USAGE for others
   */
  public static ShownScorers of(List<String> rules, List<String> classifiers) {
    List<TextScorer> refusals =
        Arrays.<TextScorer>asList(RefusalRule.values()).stream()
            .filter(rule -> rule != RefusalRule.ASSAY_1)
            .toList();
    List<TextScorer> others =
        TextScorers.ALL.stream().filter(scorer -> !(scorer instanceof RefusalRule)).toList();
    List<String> hidden = new ArrayList<>();
    hidden.addAll(hidden("--refusal", rules, refusals));
    hidden.addAll(hidden("--classifier", classifiers, others));
    return new ShownScorers(List.copyOf(hidden));
  }

  private static List<String> hidden(String option, List<String> wanted, List<TextScorer> scorers) {
    List<String> labels = scorers.stream().map(ShownScorers::label).toList();
    for (String one : wanted) {
      if (!labels.contains(one) && !(one.equals(NONE) && wanted.size() == 1)) {
        throw new AssayException(
            ErrorKind.USAGE,
            option + " is '" + one + "'",
            "no set is scored by one of that name",
            "give "
                + String.join(", ", labels)
                + " or none; your own scores come by assay rescore");
      }
    }
    Predicate<TextScorer> shown = scorer -> wanted.isEmpty() || wanted.contains(label(scorer));
    return scorers.stream().filter(shown.negate()).map(TextScorer::metric).toList();
  }

  /** What people call a scorer: its metric's name without what it measures. */
  private static String label(TextScorer scorer) {
    String metric = scorer.metric();
    return metric.substring(metric.indexOf('_') + 1).replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /** Whether a report shows a metric. */
  boolean shows(String metric) {
    return hidden.stream()
        .noneMatch(
            scorer ->
                metric.startsWith(scorer)
                    || metric.endsWith(scorer.substring(scorer.indexOf('_'))));
  }

  /** What is not shown, in words. */
  List<String> words() {
    return hidden.stream()
        .map(scorer -> scorer + ": not asked to be shown; the tables have it")
        .toList();
  }
}
