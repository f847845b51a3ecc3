package dev.assay.eval.scorer;

import java.util.List;
import java.util.stream.Stream;

/** All scorers of texts by themselves. */
public final class TextScorers {
  public static final List<TextScorer> ALL =
      Stream.concat(
              Stream.of(new ProfanityScorer(), new SentimentScorer()),
              Stream.of(RefusalRule.values()))
          .toList();

  private TextScorers() {}

  /**
   * @throws IllegalArgumentException where there is none
   */
  public static TextScorer named(String metric) {
    return ALL.stream()
        .filter(scorer -> scorer.metric().equals(metric))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no scorer makes " + metric));
  }
}
