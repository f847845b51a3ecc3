package dev.assay.cli.sidebyside.page;

import dev.assay.eval.preference.Outcome;
import dev.assay.eval.preference.agreement.RatedPair;
import dev.assay.eval.preference.rate.Tally;
import dev.assay.eval.rating.Rating;
import dev.assay.eval.sidebyside.AnswerPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people say of each pair. A rating knows no samples: it is of a prompt's first answers. */
final class PairRatings {
  private final Map<List<String>, List<Outcome>> outcomes = new HashMap<>();

  /**
   * @param ratings those that count, told for the candidate of the pairs
   */
  PairRatings(List<Rating> ratings) {
    for (Rating rating : ratings) {
      outcomes
          .computeIfAbsent(
              List.of(rating.promptId(), rating.candidate(), rating.baseline()),
              key -> new ArrayList<>())
          .add(rating.outcome());
    }
  }

  /** Empty where nobody rated the pair. */
  Optional<Outcome> majority(AnswerPair pair) {
    return of(pair).isEmpty() ? Optional.empty() : Optional.of(RatedPair.majority(of(pair)));
  }

  /** Wins, ties and losses in words. */
  String counts(AnswerPair pair) {
    Tally tally = Tally.of(of(pair).stream());
    return tally.wins() + " win, " + tally.ties() + " tie, " + tally.losses() + " loss";
  }

  private List<Outcome> of(AnswerPair pair) {
    return pair.sample() > 0
        ? List.of()
        : outcomes.getOrDefault(
            List.of(pair.promptId(), pair.candidate(), pair.baseline()), List.of());
  }
}
