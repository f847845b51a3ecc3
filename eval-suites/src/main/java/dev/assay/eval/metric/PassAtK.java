package dev.assay.eval.metric;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.core.error.AssayException;
import dev.assay.eval.item.Reference;
import dev.assay.eval.metric.ItemValue.Number;
import dev.assay.eval.program.Verdict;
import dev.assay.eval.program.Verdict.Status;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response.Completions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The probability that one of k programs passes its tests, estimated without bias from n ≥ k of
 * them of which c pass: 1 − C(n−c, k)/C(n, k) (Chen et al., Evaluating Large Language Models
 * Trained on Code, 2021; Hugging Face's code_eval). It follows from verdicts that are stored; here
 * nothing is run.
 */
final class PassAtK {
  /** As lm_eval/tasks/humaneval/utils.py calls the function of which results are {@code pass@K}. */
  private static final String FUNCTION = "pass_at_k";

  /** As lm_eval/tasks/mbpp/utils.py calls it. */
  private static final String OF_ONE = "pass_at_1";

  private static final Pattern NAME = Pattern.compile("pass@([1-9][0-9]{0,5})");

  private PassAtK() {}

  /** Empty for the name of another metric. */
  static Optional<KnownMetric> named(String metric) {
    return count(metric) == 0
        ? Optional.empty()
        : Optional.of(
            new KnownMetric(metric, Number.class, "mean", true, Set.of(OutputType.GENERATE_UNTIL)));
  }

  /** K of a metric's name; 0 where it is another metric's. */
  private static int count(String metric) {
    Matcher name = NAME.matcher(metric);
    if (name.matches()) {
      return Integer.parseInt(name.group(1));
    }
    return metric.equals(OF_ONE) ? 1 : 0;
  }

  /**
   * An entry of a task file's list as metrics: one for each k of the harness's function, and any
   * other entry as it is.
   *
   * @throws IllegalArgumentException where the function's {@code k} is no number above 0, or list
   *     of such
   */
  static List<MetricDefinition> expanded(MetricDefinition entry) {
    if (!entry.metric().equals(FUNCTION)) {
      return List.of(entry);
    }
    JsonNode counts = entry.options().get("k");
    List<MetricDefinition> metrics = new ArrayList<>();
    if (counts != null) {
      for (JsonNode count : counts.isArray() ? counts : List.of(counts)) {
        String metric = "pass@" + count.asText();
        if (named(metric).isPresent()) {
          metrics.add(
              new MetricDefinition(metric, entry.aggregation(), entry.higherIsBetter(), Map.of()));
        }
      }
    }
    if (metrics.isEmpty() || counts.isArray() && metrics.size() < counts.size()) {
      throw new IllegalArgumentException(
          "'k' of pass_at_k is " + counts + ", and has to be a number above 0 or a list of such");
    }
    return metrics;
  }

  /** What an item has of the metric. */
  static Number of(String name, AnsweredItem item, List<String> filtered) {
    return new Number(value(item, filtered, count(name)));
  }

  /** NaN where a program was not run. */
  private static double value(AnsweredItem item, List<String> filtered, int k) {
    if (filtered.size() < k) {
      throw AssayException.request(
          "bad_answer",
          "item " + item.docId() + " of " + item.task() + " has no pass@" + k,
          "there are " + filtered.size() + " answers",
          "let the task ask for as many with 'repeats'");
    }
    Map<String, Verdict> verdicts = ((Completions) item.response()).verdicts();
    int passed = 0;
    boolean unknown = false;
    for (String program : programs(item, filtered)) {
      Verdict verdict = verdicts.get(Completions.digest(program));
      if (verdict != null && verdict.status() == Status.NOT_STARTED) {
        throw AssayException.request(
            "program_not_started",
            "a program of item " + item.docId() + " of " + item.task() + " was not started",
            verdict.detail(),
            "mend that, and run the stored programs with assay rescore --confirm_run_unsafe_code");
      }
      unknown |= verdict == null;
      passed += verdict != null && verdict.status() == Status.PASSED ? 1 : 0;
    }
    return unknown ? Double.NaN : estimate(filtered.size(), passed, k);
  }

  /** Predictions with the tests that they have to pass. */
  static List<String> programs(AnsweredItem item, List<String> filtered) {
    if (item.reference() instanceof Reference.Program program
        && item.response() instanceof Completions) {
      return filtered.stream().map(program::tested).toList();
    }
    throw UnfitItem.of(item, "completions and the program around them");
  }

  /**
   * The estimate as a product, which neither overflows nor cancels.
   *
   * @param n programs
   * @param c of them that passed
   * @param k at most n
   */
  static double estimate(int n, int c, int k) {
    if (n - c < k) {
      return 1;
    }
    double nonePasses = 1;
    for (int i = n - c + 1; i <= n; i++) {
      nonePasses *= 1 - (double) k / i;
    }
    return 1 - nonePasses;
  }
}
