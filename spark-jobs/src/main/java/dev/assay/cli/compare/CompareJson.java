package dev.assay.cli.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.comparison.AnswerComparison;
import dev.assay.eval.comparison.AnswerReport;
import dev.assay.eval.comparison.ComparedAnswers;
import dev.assay.eval.comparison.ComparedAnswers.WholeScore;
import dev.assay.eval.comparison.ComparedSide;
import dev.assay.eval.comparison.LeftOut;
import dev.assay.eval.comparison.LogLikelihoodChange;
import dev.assay.eval.comparison.MeanEstimate;
import dev.assay.eval.comparison.PairedComparison;
import dev.assay.eval.comparison.ScoredMetric;
import dev.assay.spark.internal.tables.AssayVersion;
import java.util.List;

/** Every figure of {@code assay compare}, for programs; docs/compare.md says what is what. */
final class CompareJson {
  private static final int FORMAT_VERSION = 2;

  private CompareJson() {}

  static String of(List<AnswerReport> reports) {
    ObjectNode json = begin();
    ArrayNode comparisons = json.putArray("comparisons");
    for (AnswerReport report : reports) {
      ObjectNode comparison = comparisons.addObject();
      put(comparison.putObject("run"), report.candidate());
      put(comparison.putObject("baseline"), report.baseline());
      put(comparison.putObject("all"), report.all());
      ArrayNode tasks = comparison.putArray("tasks");
      report.scores().forEach(score -> put(tasks.addObject(), score));
      report.onlyCandidate().forEach(comparison.putArray("tasks_of_run_only")::add);
      report.onlyBaseline().forEach(comparison.putArray("tasks_of_baseline_only")::add);
    }
    return json.toPrettyString() + "\n";
  }

  private static ObjectNode begin() {
    return new ObjectMapper()
        .createObjectNode()
        .put("format_version", FORMAT_VERSION)
        .put("assay_version", AssayVersion.current());
  }

  private static void put(ObjectNode json, LeftOut left) {
    json.put("run_only", left.onlyCandidate())
        .put("baseline_only", left.onlyBaseline())
        .put("failed", left.failed())
        .put("other_prompt", left.otherPrompt());
  }

  private static void put(ObjectNode json, ComparedSide side) {
    json.put("place", side.place());
    json.put("model", side.model());
    json.put("quantization", side.quantization());
  }

  private static void put(ObjectNode json, ComparedAnswers compared) {
    AnswerComparison answers = compared.answers();
    json.put("task", compared.name());
    json.put("outermost", compared.outermost());
    json.put("n_shot", compared.shots().isPresent() ? compared.shots().getAsInt() : null);
    json.put("items", answers.items());
    put(json.putObject("left_out"), answers.leftOut());
    ArrayNode metrics = json.putArray("metrics");
    answers.metrics().forEach(metric -> put(metrics.addObject(), metric));
    ArrayNode whole = json.putArray("of_all_items");
    for (WholeScore score : compared.whole()) {
      put(whole.addObject(), score.metric())
          .put("run", number(score.candidate()))
          .put("baseline", number(score.baseline()));
    }
    answers.logLikelihoods().ifPresent(change -> put(json.putObject("log_likelihoods"), change));
    answers
        .completions()
        .ifPresent(
            change ->
                json.putObject("completions")
                    .put("items", change.items())
                    .put("equal", change.equal()));
  }

  private static ObjectNode put(ObjectNode json, ScoredMetric metric) {
    return json.put("metric", metric.name())
        .put("filter", metric.filter())
        .put("higher_is_better", metric.definition().higherIsBetter());
  }

  private static void put(ObjectNode json, AnswerComparison.ByMetric metric) {
    put(json, metric.metric());
    put(json, metric.score());
    metric
        .picks()
        .ifPresent(
            picks ->
                json.put("picks_changed", picks.changed())
                    .put("picks_changed_share", number(picks.share()))
                    .put("became_right", picks.becameRight())
                    .put("became_wrong", picks.becameWrong()));
  }

  private static void put(ObjectNode json, PairedComparison score) {
    MeanEstimate difference = score.difference();
    json.put("run", number(score.candidate().mean()));
    json.put("run_stderr", number(score.candidate().standardError()));
    json.put("baseline", number(score.baseline().mean()));
    json.put("baseline_stderr", number(score.baseline().standardError()));
    json.put("difference", number(difference.mean()));
    json.put("difference_stderr", number(difference.standardError()));
    json.put("difference_lower", number(difference.interval().lower()));
    json.put("difference_upper", number(difference.interval().upper()));
    json.put("wins", score.tally().wins());
    json.put("losses", score.tally().losses());
    json.put("ties", score.tally().ties());
    json.put("p_value", score.tally().pValue());
  }

  private static void put(ObjectNode json, LogLikelihoodChange change) {
    json.put("choices", change.choices());
    json.put("mean_difference", number(change.mean()));
    json.put("largest_difference", number(change.largest()));
    if (change.where() != null) {
      json.putObject("largest_at")
          .put("task", change.where().task())
          .put("doc_id", change.where().docId())
          .put("choice", change.where().choice())
          .put("run", number(change.where().candidate()))
          .put("baseline", number(change.where().baseline()));
    }
  }

  /** JSON has no number for what is not finite. */
  private static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
