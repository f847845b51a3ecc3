package dev.assay.cli.sidebyside;

import dev.assay.cli.options.SparkOptions;
import dev.assay.cli.sidebyside.page.RatingErrors;
import dev.assay.cli.sidebyside.page.SidePageOptions;
import dev.assay.cli.terminal.TerminalProgress;
import dev.assay.eval.preference.rate.RateOptions;
import dev.assay.eval.preference.rate.WinRate;
import dev.assay.eval.rating.LabelNames;
import dev.assay.eval.rating.Rating;
import dev.assay.eval.sidebyside.RatingScores;
import dev.assay.eval.sidebyside.SideOptions;
import dev.assay.eval.sidebyside.SideScore;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.sidebyside.RatingsJob;
import dev.assay.spark.internal.sidebyside.SideBySide;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  @Option(
      names = {"--output", "--output_path"},
      paramLabel = "DIR",
      description = "Folder of tables: the ratings and their rates are written there too.")
  private String output;

  @Mixin private RateOptionWords rates;
  @Mixin private RaterOptions raters;
  @Mixin private SidePageOptions pages;
  @Mixin private SparkOptions sparkOptions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    RateOptions options = rates.rates();
    pages.check();
    RatingsFile.Read ratings = new RatingsFile(file, labels, raters).against(baseline);
    List<Rating> stored = ratings.stored().ratings();
    PrintWriter out = spec.commandLine().getOut();
    Map<String, WinRate> table = new LinkedHashMap<>();
    for (SideScore score : RatingScores.of(stored, options)) {
      score.rate().ifPresent(rate -> table.put(name(score), rate));
    }
    out.print(SideText.rates(table));
    RatingErrors.of(stored, options).forEach(out::println);
    RatingsFile.print(out, ratings.given());
    pages.write(
        side(stored, rates.options(SideOptions.DEFAULT.categories()), out),
        "",
        Optional.of(ratings.stored()),
        out);
    out.flush();
    return 0;
  }

  /** Written as tables where a folder is given. */
  private SideBySide side(List<Rating> ratings, SideOptions options, PrintWriter out)
      throws IOException {
    if (output == null) {
      return RatingsJob.side(ratings, options);
    }
    try (LazySession spark = sparkOptions.session("assay ratings");
        TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr())) {
      SideBySide side = new RatingsJob(spark, output, progress).run(ratings, options);
      progress.clear();
      out.println("comparison " + side.specification().sideId() + " in " + output);
      return side;
    }
  }

  private static String name(SideScore score) {
    return score.candidate()
        + ", "
        + score.baseline()
        + (score.subset().equals(SideScore.ALL)
            ? ""
            : ": " + score.subset().substring("category=".length()));
  }
}
