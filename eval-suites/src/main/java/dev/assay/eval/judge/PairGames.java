package dev.assay.eval.judge;

import dev.assay.eval.metric.ItemScores;
import dev.assay.eval.metric.MetricValue;
import dev.assay.eval.preference.JudgedPair;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.sidebyside.AnswerPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs as a judge is shown them: each twice, the candidate's answer first, then the baseline's.
 * The games of the n-th pair that a judge is needed for have the numbers 2n and 2n + 1.
 */
public final class PairGames {
  private PairGames() {}

  /** The games of all pairs that a judge is needed for. */
  public static List<JudgedAnswer> of(List<AnswerPair> pairs) {
    List<JudgedAnswer> games = new ArrayList<>();
    for (AnswerPair pair : pairs) {
      if (pair.plain().isEmpty()) {
        String candidate = pair.candidateText();
        String baseline = pair.baselineText();
        games.add(game(pair, games.size(), "1", List.of(candidate, baseline)));
        games.add(game(pair, games.size(), "2", List.of(baseline, candidate)));
      }
    }
    return games;
  }

  private static JudgedAnswer game(
      AnswerPair pair, int number, String order, List<String> answers) {
    Map<String, String> traits = new HashMap<>(Map.of("order", order, "pair", pair.id()));
    if (!pair.category().isEmpty()) {
      traits.put("category", pair.category());
    }
    return new JudgedAnswer(number, pair.request(), answers, traits);
  }

  /**
   * What a judge said, one per pair; unparsed where a game has no verdict, and where none was
   * needed.
   *
   * @param task its games
   */
  public static List<JudgedPair> verdicts(
      List<AnswerPair> pairs, PairQuestion question, ScoredTask task) {
    Map<Integer, Double> firstShown = firstShown(question, task);
    List<JudgedPair> verdicts = new ArrayList<>();
    int game = 0;
    for (AnswerPair pair : pairs) {
      boolean asked = pair.plain().isEmpty();
      Double candidateFirst = asked ? firstShown.get(game++) : null;
      Double baselineFirst = asked ? firstShown.get(game++) : null;
      verdicts.add(
          candidateFirst == null || baselineFirst == null
              ? new JudgedPair.Unparsed()
              : new JudgedPair.BothOrders(candidateFirst, baselineFirst));
    }
    return verdicts;
  }

  /** Of each game that has a verdict the probability of what was shown first, by its number. */
  public static Map<Integer, Double> firstShown(PairQuestion question, ScoredTask task) {
    Map<Integer, Double> firstShown = new HashMap<>();
    for (int i = 0; i < task.items().size(); i++) {
      for (ItemScores scores : task.itemScores().get(i)) {
        for (MetricValue value : scores.values()) {
          if (value.metric().equals(question.firstShownMetric()) && value.value().counts()) {
            firstShown.put(task.items().get(i).docId(), value.value().value());
          }
        }
      }
    }
    return firstShown;
  }
}
