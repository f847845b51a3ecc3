package dev.assay.eval.metric;

import dev.assay.eval.scorer.Repetition;
import dev.assay.eval.scorer.TextScorer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An item's completions, scored once by each scorer that metrics ask. Of one thread. */
final class ScoredTexts {
  private final List<String> texts;
  private final Map<TextScorer, List<Double>> scores = new HashMap<>();

  ScoredTexts(List<String> texts) {
    this.texts = texts;
  }

  List<String> texts() {
    return texts;
  }

  /** One per text; NaN for an empty one, which says nothing that could be scored. */
  List<Double> by(TextScorer scorer) {
    return scores.computeIfAbsent(
        scorer,
        unused -> {
          List<Double> all = new ArrayList<>();
          texts.forEach(
              text -> all.add(Repetition.isEmpty(text) ? Double.NaN : scorer.score(text)));
          return List.copyOf(all);
        });
  }
}
