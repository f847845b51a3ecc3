package dev.assay.eval.safety;

import dev.assay.eval.page.Figures;
import dev.assay.eval.safety.SafetyReport.Score;
import dev.assay.eval.safety.SafetyReport.SetResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What reports of several models say first of a set, side by side, as their pages print it.
 *
 * @param task the set's
 * @param metric its name
 * @param direction what is better: {@code higher}, {@code lower}, {@code zero} or {@code none}
 * @param items that have the metric, of the first model that has it
 * @param values with their 95 % intervals in percent, one per report; – of a model that has none
 */
public record SafetyHeadline(
    String task, String metric, String direction, String items, List<String> values) {
  public SafetyHeadline {
    values = List.copyOf(values);
  }

  /** In the first report's order of sets. */
  public static List<SafetyHeadline> of(List<SafetyReport> reports) {
    List<SafetyHeadline> headlines = new ArrayList<>();
    for (SetResult set : reports.get(0).sets()) {
      for (Score score : set.headlines()) {
        headlines.add(
            new SafetyHeadline(
                set.task(),
                score.metric(),
                score.direction(),
                Figures.count(score.n()),
                reports.stream().map(report -> value(report, set.task(), score)).toList()));
      }
    }
    return headlines;
  }

  private static String value(SafetyReport report, String task, Score like) {
    Optional<Score> found =
        report.sets().stream()
            .filter(set -> set.task().equals(task))
            .flatMap(set -> set.scores().stream())
            .filter(
                score ->
                    score.metric().equals(like.metric()) && score.filter().equals(like.filter()))
            .findFirst();
    return found
        .map(score -> (ScoreFigures.value(score) + " " + ScoreFigures.interval(score)).strip())
        // It is for terminals, of which some have no other minus.
        .map(text -> text.replace('−', '-'))
        .orElse("–");
  }
}
