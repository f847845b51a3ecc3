package dev.assay.eval.sidebyside;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.preference.JudgedPair;
import dev.assay.eval.sidebyside.Contestant.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A judge that is no model: which of two answers has the better score in its own run, e.g. how many
 * of a request's instructions it follows. Of several answers to a prompt each has its item's score.
 *
 * @param metric its name, e.g. {@code inst_level_strict_acc}
 */
public record MetricRule(String metric) {
  /** What its judgements are called, before the metric. */
  public static final String PREFIX = "metric:";

  private record Key(String model, String promptId, int sample) {}

  /**
   * One per pair; unparsed where one of both has no score.
   *
   * @throws AssayException of kind USAGE where no answer has a score of that name
   */
  public List<JudgedPair> verdicts(List<Contestant> contestants, List<AnswerPair> pairs) {
    Map<Key, Double> scores = new HashMap<>();
    Set<String> known = new TreeSet<>();
    for (Contestant contestant : contestants) {
      for (Answer answer : contestant.answers()) {
        known.addAll(answer.scores().keySet());
        Double score = answer.scores().get(metric);
        if (score != null) {
          scores.put(new Key(contestant.name(), answer.promptId(), answer.sample()), score);
        }
      }
    }
    if (scores.isEmpty()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "answers have no score '" + metric + "'",
          known.isEmpty() ? "they have none at all" : "their runs have " + known,
          "name one of these, or another judge");
    }
    List<JudgedPair> verdicts = new ArrayList<>();
    for (AnswerPair pair : pairs) {
      Double candidate = scores.get(new Key(pair.candidate(), pair.promptId(), pair.sample()));
      Double baseline = scores.get(new Key(pair.baseline(), pair.promptId(), pair.sample()));
      if (candidate == null || baseline == null) {
        verdicts.add(new JudgedPair.Unparsed());
      } else {
        double better = (1 + Double.compare(candidate, baseline)) / 2.0;
        verdicts.add(new JudgedPair.BothOrders(better, 1 - better));
      }
    }
    return verdicts;
  }
}
