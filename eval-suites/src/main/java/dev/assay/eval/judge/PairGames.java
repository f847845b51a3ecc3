package dev.assay.eval.judge;

import dev.assay.core.digest.Sha256;
import dev.assay.eval.item.Reference;
import dev.assay.eval.metric.ItemScores;
import dev.assay.eval.metric.MetricValue;
import dev.assay.eval.preference.JudgedPair;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.sidebyside.AnswerPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Pairs as a judge is shown them: each twice, the candidate's answer first, then the baseline's; or
 * once, the first one drawn. Games are numbered in the order of the pairs that a judge is needed
 * for.
 *
 * @param oneOrder seed of the draws; empty for both orders
 */
public record PairGames(OptionalLong oneOrder) {
  /** In both orders. */
  public static final PairGames BOTH_ORDERS = new PairGames(OptionalLong.empty());

  private static final int HALF = 8;
  private static final int HEXADECIMAL = 16;

  /** The games of all pairs that a judge is needed for. */
  public List<JudgedAnswer> of(List<AnswerPair> pairs) {
    List<JudgedAnswer> games = new ArrayList<>();
    for (AnswerPair pair : pairs) {
      if (pair.plain().isPresent()) {
        continue;
      }
      String candidate = pair.candidateText();
      String baseline = pair.baselineText();
      if (oneOrder.isEmpty() || candidateFirst(pair)) {
        games.add(game(pair, games.size(), "1", List.of(candidate, baseline)));
      }
      if (oneOrder.isEmpty() || !candidateFirst(pair)) {
        games.add(game(pair, games.size(), "2", List.of(baseline, candidate)));
      }
    }
    return games;
  }

  /** Drawn for the two models, whichever of them is the candidate. */
  private boolean candidateFirst(AnswerPair pair) {
    boolean ordered = pair.candidate().compareTo(pair.baseline()) < 0;
    String models =
        ordered
            ? pair.candidate() + "\n" + pair.baseline()
            : pair.baseline() + "\n" + pair.candidate();
    String drawn =
        Sha256.of(
            oneOrder.orElseThrow() + "\n" + pair.promptId() + "\n" + pair.sample() + "\n" + models);
    return Character.digit(drawn.charAt(0), HEXADECIMAL) < HALF == ordered;
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
  public List<JudgedPair> verdicts(List<AnswerPair> pairs, PairQuestion question, ScoredTask task) {
    Map<Integer, Double> firstShown = firstShown(question, task);
    List<JudgedPair> verdicts = new ArrayList<>();
    int game = 0;
    for (AnswerPair pair : pairs) {
      if (pair.plain().isPresent()) {
        verdicts.add(new JudgedPair.Unparsed());
      } else if (oneOrder.isPresent()) {
        Double shownFirst = firstShown.get(game++);
        verdicts.add(
            shownFirst == null
                ? new JudgedPair.Unparsed()
                : new JudgedPair.OneOrder(shownFirst, candidateFirst(pair)));
      } else {
        Double candidateFirst = firstShown.get(game++);
        Double baselineFirst = firstShown.get(game++);
        verdicts.add(
            candidateFirst == null || baselineFirst == null
                ? new JudgedPair.Unparsed()
                : new JudgedPair.BothOrders(candidateFirst, baselineFirst));
      }
    }
    return verdicts;
  }

  /** Places of the pairs of which a game showed an answer in part. */
  public Set<Integer> cut(List<AnswerPair> pairs, ScoredTask task) {
    Set<String> cut = new HashSet<>();
    for (AnsweredItem item : task.items()) {
      Reference reference = item.reference();
      if (reference != null
          && JudgedAnswers.IN_PART.equals(reference.traits().get(JudgedAnswers.SHOWN))) {
        cut.add(reference.traits().get("pair"));
      }
    }
    Set<Integer> places = new HashSet<>();
    for (int i = 0; i < pairs.size(); i++) {
      if (cut.contains(pairs.get(i).id())) {
        places.add(i);
      }
    }
    return places;
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
