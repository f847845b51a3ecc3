package dev.assay.eval.sidebyside;

import dev.assay.eval.preference.Outcome;
import dev.assay.eval.preference.agreement.CorrectedRate;
import dev.assay.eval.preference.agreement.JudgeAgreement;
import dev.assay.eval.preference.agreement.KrippendorffAlpha;
import dev.assay.eval.preference.agreement.RatedPair;
import dev.assay.eval.rating.Rating;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A judge held against people who rated some of the same pairs.
 *
 * @param agreement of the judge with the majority of a pair's raters
 * @param among how far raters agree among themselves; empty where no pair has two
 * @param corrected by two models, candidate first, the judge's rate corrected by the rated pairs
 */
public record PeopleCheck(
    JudgeAgreement agreement,
    Optional<KrippendorffAlpha> among,
    Map<SideSpecification.Meeting, CorrectedRate> corrected) {

  /** A prompt's first answers: what a rating, which knows no samples, is of. */
  private record Key(String promptId, String candidate, String baseline) {}

  /**
   * @param pairs that were judged
   * @param scores of the judge
   * @param ratings those that count, in either direction
   * @return empty where none of the judged pairs was rated
   */
  public static Optional<PeopleCheck> of(
      List<AnswerPair> pairs, SideScores scores, SideOptions options, List<Rating> ratings) {
    Map<Key, List<Outcome>> people = new HashMap<>();
    for (Rating rating : ratings) {
      people
          .computeIfAbsent(
              new Key(rating.promptId(), rating.candidate(), rating.baseline()),
              key -> new ArrayList<>())
          .add(rating.outcome());
      people
          .computeIfAbsent(
              new Key(rating.promptId(), rating.baseline(), rating.candidate()),
              key -> new ArrayList<>())
          .add(rating.outcome().reversed());
    }
    List<RatedPair> rated = new ArrayList<>();
    List<List<Double>> units = new ArrayList<>();
    Map<SideSpecification.Meeting, List<CorrectedRate.Scored>> all = new HashMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      AnswerPair pair = pairs.get(i);
      Optional<Outcome> judge = scores.outcome(i);
      if (judge.isEmpty()) {
        continue;
      }
      List<Outcome> raters =
          pair.sample() > 0
              ? List.of()
              : people.getOrDefault(
                  new Key(pair.promptId(), pair.candidate(), pair.baseline()), List.of());
      if (!raters.isEmpty()) {
        rated.add(new RatedPair(pair.promptId(), judge.get(), RatedPair.majority(raters)));
        units.add(raters.stream().map(Outcome::score).toList());
      }
      all.computeIfAbsent(
              new SideSpecification.Meeting(pair.candidate(), pair.baseline()),
              meeting -> new ArrayList<>())
          .add(new CorrectedRate.Scored(pair.promptId(), judge.get().score(), mean(raters)));
    }
    Map<SideSpecification.Meeting, CorrectedRate> corrected = new HashMap<>();
    all.forEach(
        (meeting, scored) ->
            CorrectedRate.of(scored).ifPresent(rate -> corrected.put(meeting, rate)));
    return JudgeAgreement.of(rated, options.rates().resamples(), options.rates().seed())
        .map(
            agreement ->
                new PeopleCheck(
                    agreement,
                    KrippendorffAlpha.of(units, KrippendorffAlpha.Scale.NOMINAL),
                    corrected));
  }

  private static OptionalDouble mean(List<Outcome> raters) {
    return raters.stream().mapToDouble(Outcome::score).average();
  }
}
