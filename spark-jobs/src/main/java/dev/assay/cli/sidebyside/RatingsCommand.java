package dev.assay.cli.sidebyside;

import dev.assay.eval.preference.rate.IntervalKind;
import dev.assay.eval.preference.rate.RateOptions;
import dev.assay.eval.preference.rate.RatedOutcome;
import dev.assay.eval.preference.rate.TwoWayError;
import dev.assay.eval.preference.rate.WinRate;
import dev.assay.eval.rating.LabelNames;
import dev.assay.eval.rating.Rating;
import dev.assay.eval.rating.RatingImport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay ratings}. */
@Command(
    name = "ratings",
    description = {
      "Win rates from people's ratings of pairs, one a row: prompt_id, rater_id, model_a, model_b,"
          + " label, and where known category, shown_order and time.",
      "Rows that cannot be used are listed and counted; the others count."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RatingsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "JSON Lines, CSV or Parquet.")
  private Path file;

  @Option(
      names = "--baseline",
      paramLabel = "NAME",
      required = true,
      description = "The model that the others are held against.")
  private String baseline;

  @Option(
      names = "--label_names",
      paramLabel = "WHAT",
      defaultValue = "model",
      description =
          "model: A is model_a; position: A is what stood first (default: ${DEFAULT-VALUE}).")
  private LabelNames labels;

  @Mixin private RateOptionWords rates;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    RateOptions options = rates.rates();
    RatingImport ratings = new RatingsFile(file, labels).against(baseline);
    PrintWriter out = spec.commandLine().getOut();
    Map<String, List<Rating>> byModels = new TreeMap<>();
    for (Rating rating : ratings.counted()) {
      byModels
          .computeIfAbsent(
              rating.candidate() + ", " + rating.baseline(), models -> new ArrayList<>())
          .add(rating);
    }
    Map<String, WinRate> table = new TreeMap<>();
    byModels.forEach(
        (models, some) -> {
          WinRate.of(rated(some), options).ifPresent(rate -> table.put(models, rate));
          Map<String, List<Rating>> categories = new TreeMap<>();
          some.stream()
              .filter(rating -> rating.category() != null && !rating.category().isEmpty())
              .forEach(
                  rating ->
                      categories
                          .computeIfAbsent(rating.category(), name -> new ArrayList<>())
                          .add(rating));
          if (categories.size() > 1) {
            categories.forEach(
                (name, of) ->
                    WinRate.of(rated(of), options)
                        .ifPresent(rate -> table.put(models + ": " + name, rate)));
          }
        });
    out.print(SideText.rates(table));
    byModels.forEach((models, some) -> errors(out, models, rated(some), options));
    RatingsFile.print(out, ratings);
    out.flush();
    return 0;
  }

  private static List<RatedOutcome> rated(List<Rating> ratings) {
    return ratings.stream()
        .map(rating -> RatedOutcome.of(rating.promptId(), rating.outcome(), rating.rater()))
        .toList();
  }

  /** What the published arithmetic hides, and what two groupings say. */
  private static void errors(
      PrintWriter out, String models, List<RatedOutcome> rows, RateOptions options) {
    WinRate rate = WinRate.of(rows, options).orElseThrow();
    if (options.interval() == IntervalKind.PAPER) {
      out.printf(
          Locale.ROOT,
          "%s: paper mode takes ratings for independent and ties for halves of coins; with their own"
              + " variance %s, clustered by prompt %s%n",
          models,
          rate.tally().scoreWald().map(SideText::bounds).orElse("–"),
          WinRate.of(rows, options.with(IntervalKind.BOOTSTRAP))
              .flatMap(WinRate::interval)
              .map(one -> SideText.bounds(one.bounds()))
              .orElse("–"));
    }
    TwoWayError.of(rows, options.weighing())
        .filter(error -> error.standardError().isPresent())
        .ifPresent(
            error ->
                out.printf(
                    Locale.ROOT,
                    "%s: standard error by prompts and raters %.4f (%d prompts, %d raters)%n",
                    models,
                    error.standardError().getAsDouble(),
                    error.prompts(),
                    error.raters()));
  }
}
