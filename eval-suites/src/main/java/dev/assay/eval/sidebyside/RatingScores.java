package dev.assay.eval.sidebyside;

import dev.assay.eval.preference.JudgedPair;
import dev.assay.eval.preference.PositionBias;
import dev.assay.eval.preference.VerdictRule;
import dev.assay.eval.preference.rate.CategoryRates;
import dev.assay.eval.preference.rate.RateOptions;
import dev.assay.eval.preference.rate.RatedOutcome;
import dev.assay.eval.preference.rate.WinRate;
import dev.assay.eval.rating.Rating;
import dev.assay.eval.rating.ShownFirst;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rates from people's ratings: every rating that counts is a verdict, its prompt the cluster. */
public final class RatingScores {
  /** The name of people among the judges. */
  public static final String JUDGE = "ratings";

  private RatingScores() {}

  /**
   * Of each two models in the order of their names, over all ratings, then by category where there
   * are several.
   *
   * @param ratings superseded ones are passed over
   */
  public static List<SideScore> of(List<Rating> ratings, RateOptions options) {
    Map<String, List<Rating>> models = new TreeMap<>();
    for (Rating rating : ratings) {
      if (!rating.superseded()) {
        models
            .computeIfAbsent(
                rating.candidate() + "\n" + rating.baseline(), two -> new ArrayList<>())
            .add(rating);
      }
    }
    List<SideScore> scores = new ArrayList<>();
    models.values().forEach(of -> scores.addAll(ofModels(of, options)));
    return scores;
  }

  private static List<SideScore> ofModels(List<Rating> all, RateOptions options) {
    List<SideScore> scores = new ArrayList<>();
    Optional<WinRate> rate = WinRate.of(rated(all), options);
    scores.add(score(SideScore.ALL, all, rate, rate.map(one -> one.tally().signP()).orElse(1.0)));
    Map<String, List<Rating>> categories = new TreeMap<>();
    for (Rating rating : all) {
      if (rating.category() != null && !rating.category().isEmpty()) {
        categories.computeIfAbsent(rating.category(), name -> new ArrayList<>()).add(rating);
      }
    }
    if (categories.size() > 1) {
      Map<String, List<RatedOutcome>> rows = new TreeMap<>();
      categories.forEach((name, of) -> rows.put(name, rated(of)));
      CategoryRates.of(rows, options).stream()
          .flatMap(rates -> rates.categories().stream())
          .forEach(
              one ->
                  scores.add(
                      score(
                          "category=" + one.category(),
                          categories.get(one.category()),
                          Optional.of(one.rate()),
                          one.signP())));
    }
    return scores;
  }

  private static SideScore score(
      String subset, List<Rating> of, Optional<WinRate> rate, double signP) {
    List<JudgedPair> games =
        of.stream()
            .filter(rating -> rating.shownFirst() != ShownFirst.UNKNOWN)
            .<JudgedPair>map(
                rating ->
                    new JudgedPair.OneOrder(
                        rating.firstShownScore(), rating.shownFirst() == ShownFirst.CANDIDATE))
            .toList();
    return new SideScore(
        of.get(0).candidate(),
        of.get(0).baseline(),
        JUDGE,
        subset,
        (int) of.stream().map(Rating::promptId).distinct().count(),
        0,
        0,
        0,
        rate,
        signP,
        PositionBias.of(games, new VerdictRule.BothAgree()),
        Optional.empty());
  }

  /** As verdicts with their prompts and raters. */
  public static List<RatedOutcome> rated(List<Rating> ratings) {
    return ratings.stream()
        .map(rating -> RatedOutcome.of(rating.promptId(), rating.outcome(), rating.rater()))
        .toList();
  }
}
