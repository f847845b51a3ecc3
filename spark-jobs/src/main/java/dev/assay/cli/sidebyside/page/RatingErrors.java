package dev.assay.cli.sidebyside.page;

import dev.assay.eval.page.Figures;
import dev.assay.eval.preference.rate.IntervalKind;
import dev.assay.eval.preference.rate.RateOptions;
import dev.assay.eval.preference.rate.RatedOutcome;
import dev.assay.eval.preference.rate.TwoWayError;
import dev.assay.eval.preference.rate.WinRate;
import dev.assay.eval.rating.Rating;
import dev.assay.eval.sidebyside.RatingScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the published arithmetic hides, and what two groupings of ratings say, in sentences. */
public final class RatingErrors {
  private RatingErrors() {}

  /**
   * By the models rated.
   *
   * @param ratings superseded ones are passed over
   */
  public static List<String> of(List<Rating> ratings, RateOptions options) {
    Map<String, List<Rating>> models = new TreeMap<>();
    for (Rating rating : ratings) {
      if (!rating.superseded()) {
        models
            .computeIfAbsent(
                rating.candidate() + ", " + rating.baseline(), name -> new ArrayList<>())
            .add(rating);
      }
    }
    List<String> sentences = new ArrayList<>();
    models.forEach((name, some) -> add(sentences, name + ": ", RatingScores.rated(some), options));
    return sentences;
  }

  private static void add(
      List<String> sentences, String of, List<RatedOutcome> rows, RateOptions options) {
    WinRate rate = WinRate.of(rows, options).orElseThrow();
    if (options.interval() == IntervalKind.PAPER) {
      sentences.add(
          of
              + "paper mode takes ratings for independent and ties for halves of coins; with their"
              + " own variance "
              + rate.tally().scoreWald().map(Figures::shares).orElse(Figures.UNKNOWN)
              + ", clustered by prompt "
              + WinRate.of(rows, options.with(IntervalKind.BOOTSTRAP))
                  .flatMap(WinRate::interval)
                  .map(one -> Figures.shares(one.bounds()))
                  .orElse(Figures.UNKNOWN));
    }
    TwoWayError.of(rows, options.weighing())
        .filter(error -> error.standardError().isPresent())
        .ifPresent(
            error ->
                sentences.add(
                    of
                        + "standard error by prompts and raters "
                        + Figures.decimal(error.standardError().getAsDouble(), 4)
                        + " ("
                        + error.prompts()
                        + " prompts, "
                        + error.raters()
                        + " raters)"));
  }
}
