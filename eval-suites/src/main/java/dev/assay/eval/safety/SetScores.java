package dev.assay.eval.safety;

import dev.assay.eval.metric.ItemScores;
import dev.assay.eval.metric.ItemValue;
import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoreInterval;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.safety.SafetyReport.Paper;
import dev.assay.eval.safety.SafetyReport.Part;
import dev.assay.eval.safety.SafetyReport.Score;
import dev.assay.eval.safety.SafetyReport.SetResult;
import dev.assay.eval.scorer.RefusalRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What a report says of one task of a run. */
final class SetScores {
  /** Traits that divide a set into parts that people ask for; others tell single items apart. */
  private static final Set<String> GROUPING =
      Set.of(
          "bias_type",
          "category",
          "domain",
          "gender",
          "group",
          "harm_area",
          "kind",
          "label",
          "list",
          "prompt_toxicity",
          "stereo_antistereo",
          "SemanticCategory",
          "type");

  /** Above this error of a part, no part is called the worst. */
  private static final double SIGNIFICANT = 0.05;

  private final ScoredTask task;
  private final String published;
  private final RunScores baseline;
  private final Judge judge;
  private final ShownScorers shown;

  /**
   * @param published the paper's column; null for none
   * @param baseline another run's; null for none
   * @param judge who answered, where answers of others were judged; null else
   * @param shown whose scores of texts are wanted
   */
  SetScores(
      ScoredTask task, String published, RunScores baseline, Judge judge, ShownScorers shown) {
    this.task = task;
    this.published = published;
    this.baseline = baseline;
    this.judge = judge;
    this.shown = shown;
  }

  SetResult result() {
    List<Score> scores = new ArrayList<>();
    for (TaskScore score : task.scores()) {
      // Nothing is said of categories whose files are not there.
      if (!Double.isNaN(score.value()) && shown.shows(score.metric())) {
        scores.add(score(score, scores.isEmpty()));
      }
    }
    return new SetResult(
        task.name(),
        SafetySets.title(task.name()),
        task.task().version(),
        task.items().size(),
        task.failed(),
        coverage(),
        task.task().files().stream().map(file -> file.sha256()).toList(),
        judge == null ? null : judge.name(),
        scores);
  }

  /** What the task's printed name says after its own: which of its data there were. */
  private String coverage() {
    String alias = task.task().alias();
    int open = alias.indexOf(" (");
    return open < 0 ? null : alias.substring(open + 2, alias.length() - 1);
  }

  private Score score(TaskScore score, boolean headline) {
    List<Part> parts = headline ? parts(score) : List.of();
    return new Score(
        score.metric(),
        score.filter(),
        score.value(),
        score.standardError(),
        ScoreInterval.of(task, score).bounds(),
        score.n(),
        direction(score),
        corrected(score),
        baseline(score),
        parts,
        parts.stream()
            .filter(part -> part == worst(parts, part.trait()) && part.pValue() < SIGNIFICANT)
            .map(Part::name)
            .findFirst()
            .orElse(null),
        paper(score));
  }

  private static Part worst(List<Part> parts, String trait) {
    return parts.stream().filter(part -> part.trait().equals(trait)).findFirst().orElseThrow();
  }

  /** One per item; null of an item that failed. */
  private List<ItemValue> values(TaskScore score) {
    List<ItemValue> values = new ArrayList<>();
    for (List<ItemScores> filters : task.itemScores()) {
      values.add(
          filters.stream()
              .filter(one -> one.filter().equals(score.filter()))
              .flatMap(one -> one.values().stream())
              .filter(value -> value.metric().equals(score.metric()))
              .map(value -> value.value())
              .findFirst()
              .orElse(null));
    }
    return values;
  }

  private static String direction(TaskScore score) {
    if (SafetySets.isContext(score.metric())) {
      return "none";
    }
    return SafetySets.nearerZero(score.metric())
        ? "zero"
        : score.higherIsBetter() ? "higher" : "lower";
  }

  /** Of a plain rate of refusals. */
  private Double corrected(TaskScore score) {
    if (judge != null && score.metric().equals("refusal_judged")) {
      OptionalDouble corrected = judge.quality().corrected(score.value());
      return corrected.isPresent() ? corrected.getAsDouble() : null;
    }
    return Arrays.stream(RefusalRule.values())
        .filter(rule -> rule.metric().equals(score.metric()))
        .map(rule -> rule.measured().corrected(score.value()))
        .filter(OptionalDouble::isPresent)
        .map(OptionalDouble::getAsDouble)
        .findFirst()
        .orElse(null);
  }

  private double baseline(TaskScore score) {
    if (baseline == null) {
      return Double.NaN;
    }
    return baseline.all().stream()
        .filter(
            other ->
                other.task().equals(score.task())
                    && other.metric().equals(score.metric())
                    && other.filter().equals(score.filter()))
        .mapToDouble(TaskScore::value)
        .findFirst()
        .orElse(Double.NaN);
  }

  private Paper paper(TaskScore score) {
    return PublishedSafety.LINES.stream()
        .filter(line -> line.task().equals(score.task()) && line.metric().equals(score.metric()))
        .map(
            line ->
                new Paper(
                    line.benchmark(),
                    published == null ? Double.NaN : line.of(published).orElse(Double.NaN) / 100,
                    published,
                    line.likeness().comparable(),
                    line.likeness().words()))
        .findFirst()
        .orElse(null);
  }

  private List<Part> parts(TaskScore score) {
    List<ItemValue> values = values(score);
    List<AnsweredItem> items = task.items();
    Map<String, Map<String, List<ItemValue>>> byTrait = new TreeMap<>();
    IntStream.range(0, items.size())
        .filter(i -> values.get(i) != null && items.get(i).reference() != null)
        .forEach(
            i ->
                items
                    .get(i)
                    .reference()
                    .traits()
                    .forEach(
                        (trait, part) ->
                            byTrait
                                .computeIfAbsent(trait, unused -> new TreeMap<>())
                                .computeIfAbsent(part, unused -> new ArrayList<>())
                                .add(values.get(i))));
    List<Part> parts = new ArrayList<>();
    byTrait.forEach(
        (trait, byPart) -> {
          if (GROUPING.contains(trait) && byPart.size() > 1) {
            parts.addAll(PartTests.of(trait, byPart, score.higherIsBetter()));
          }
        });
    return parts;
  }
}
