package dev.assay.eval.report;

import dev.assay.eval.metric.TaskScore;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A row of table 2 of the RecurrentGemma paper (arXiv:2404.07839), and a run's score of the same
 * benchmark. The paper's prompts are not published: a difference is information, and no verdict.
 *
 * @param benchmark as the paper names it
 * @param setting as the paper prints it
 * @param task task or group whose score it is
 * @param score of the run; empty where it has none
 * @param usual whether the score is by the metric of the usual reports
 * @param documents of the whole split
 * @param whole the score is of all documents of the split that the field evaluates
 * @param published values of 1, by the paper's models
 */
public record PaperComparison(
    String benchmark,
    String setting,
    String task,
    Optional<TaskScore> score,
    boolean usual,
    long documents,
    boolean whole,
    Map<String, Double> published) {
  private static final double HUNDRED = 100;

  /** The paper's models. */
  public static List<String> models() {
    return PublishedRow.MODELS;
  }

  /** All rows of the paper in its order: one per metric that the run has, one where it has none. */
  public static List<PaperComparison> of(RunScores scores) {
    Set<String> onOtherSplits =
        scores.tasks().stream()
            .filter(task -> task.task().chosenSplit() != null)
            .map(ScoredTask::name)
            .collect(Collectors.toSet());
    List<PaperComparison> all = new ArrayList<>();
    for (PublishedRow row : PublishedRow.all()) {
      List<PaperComparison> found = new ArrayList<>();
      for (String metric : row.metrics()) {
        scores.all().stream()
            .filter(score -> score.task().equals(row.task()) && score.n() > 0)
            .filter(score -> metric.equals(score.metric() + "," + score.filter()))
            .map(
                score ->
                    of(
                        row,
                        Optional.of(score),
                        metric.equals(row.metrics().get(0)),
                        isWhole(row, score, scores, onOtherSplits)))
            .forEach(found::add);
      }
      all.addAll(found.isEmpty() ? List.of(of(row, Optional.empty(), false, false)) : found);
    }
    return all;
  }

  private static PaperComparison of(
      PublishedRow row, Optional<TaskScore> score, boolean usual, boolean whole) {
    Map<String, Double> published = new TreeMap<>();
    for (int i = 0; i < PublishedRow.MODELS.size(); i++) {
      published.put(PublishedRow.MODELS.get(i), row.published().get(i) / HUNDRED);
    }
    return new PaperComparison(
        row.benchmark(),
        row.setting(),
        row.task(),
        score,
        usual,
        row.documents(),
        whole,
        published);
  }

  /** All documents of the split that the field evaluates, and none that failed. */
  private static boolean isWhole(
      PublishedRow row, TaskScore score, RunScores scores, Set<String> onOtherSplits) {
    boolean onOwnSplits =
        scores.run().groups().stream()
            .filter(group -> group.name().equals(row.task()))
            .flatMap(group -> group.tasks().stream())
            .noneMatch(onOtherSplits::contains);
    return score.n() == row.documents()
        && score.failed() == 0
        && onOwnSplits
        && !onOtherSplits.contains(row.task());
  }
}
