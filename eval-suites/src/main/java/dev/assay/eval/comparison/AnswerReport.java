package dev.assay.eval.comparison;

import java.util.List;

/**
 * The answers of a run beside those of another, or of a reference.
 *
 * @param scores of every group, outer ones first, then of every task
 * @param all over all tasks that both have
 * @param onlyCandidate tasks that the baseline does not have
 * @param onlyBaseline tasks that the candidate does not have
 */
public record AnswerReport(
    ComparedSide candidate,
    ComparedSide baseline,
    List<ComparedAnswers> scores,
    ComparedAnswers all,
    List<String> onlyCandidate,
    List<String> onlyBaseline) {
  public AnswerReport {
    scores = List.copyOf(scores);
    onlyCandidate = List.copyOf(onlyCandidate);
    onlyBaseline = List.copyOf(onlyBaseline);
  }
}
