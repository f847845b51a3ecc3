package dev.assay.cli.sidebyside;

import dev.assay.cli.options.NewFile;
import dev.assay.cli.options.SparkOptions;
import dev.assay.cli.sidebyside.page.SidePageOptions;
import dev.assay.cli.terminal.TerminalProgress;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.rating.LabelNames;
import dev.assay.eval.rating.RatingImport;
import dev.assay.eval.rating.RatingSheet;
import dev.assay.eval.rating.SheetAnswer;
import dev.assay.eval.rating.SheetPair;
import dev.assay.eval.sidebyside.AnswerPair;
import dev.assay.eval.sidebyside.Judgement;
import dev.assay.eval.sidebyside.MetricRule;
import dev.assay.eval.sidebyside.SideOptions;
import dev.assay.eval.sidebyside.SideSpecification.Meeting;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.sidebyside.AskedContestant;
import dev.assay.spark.internal.sidebyside.PairJudge;
import dev.assay.spark.internal.sidebyside.SideBySide;
import dev.assay.spark.internal.sidebyside.SideBySideJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay side-by-side}. */
@Command(
    name = "side-by-side",
    description = {
      "Compares models by their answers to the same prompts: win rates against a baseline, by"
          + " judges that are models or rules.",
      "The same command again goes on where it stopped. No exit code says who wins."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class SideBySideCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CONTESTANT",
      arity = "1..*",
      description = "Folders of models, runs (OUTPUT/ID, or ids in --output), NAME=FILE.")
  private List<String> contestants;

  @Option(
      names = "--baseline",
      paramLabel = "CONTESTANT",
      description = "The model that the others are held against.")
  private String baseline;

  @Option(names = "--all_pairs", description = "Every two contestants meet.")
  private boolean allPairs;

  @Mixin private JudgeOptions judges;

  @Option(
      names = "--rating_sheet",
      paramLabel = "FILE",
      description = "Write a page by which people rate the pairs; it holds the answers' texts.")
  private Path sheet;

  @Option(
      names = "--ratings",
      paramLabel = "FILE",
      description = "People's ratings of some of the pairs: judges are held against them.")
  private Path ratings;

  @Option(
      names = "--label_names",
      paramLabel = "WHAT",
      defaultValue = "model",
      description =
          "In ratings, model: A is model_a; position: A is what stood first (default:"
              + " ${DEFAULT-VALUE}).")
  private LabelNames labels;

  @Mixin private AnswerOptions answers;
  @Mixin private RateOptionWords rates;
  @Mixin private RaterOptions raters;
  @Mixin private SidePageOptions pages;
  @Mixin private SparkOptions sparkOptions;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    answers.settle(sparkOptions.settings());
    SideOptions options = rates.options(answers.categories());
    NewFile.check(sheet);
    pages.check();
    List<String> named = named();
    SideBySideJob.Judges asked = judges.judges();
    spec.commandLine().getErr().println(plan(named, asked));
    PrintWriter out = spec.commandLine().getOut();
    try (LazySession spark = sparkOptions.session("assay side-by-side");
        TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr())) {
      List<AskedContestant> all = new ArrayList<>();
      for (String one : named) {
        all.add(answers.contestant(spark, one, progress));
      }
      check(all, asked.models());
      Optional<RatingsFile.Read> people =
          Optional.ofNullable(ratings)
              .map(
                  file ->
                      new RatingsFile(file, labels, raters)
                          .of(all.stream().map(AskedContestant::name).toList()));
      Optional<RatingImport> stored = people.map(RatingsFile.Read::stored);
      SideBySide side =
          new SideBySideJob(spark, answers.like(), progress)
              .run(
                  all,
                  meetings(all),
                  asked,
                  stored.map(RatingImport::ratings).orElse(List.of()),
                  options);
      progress.clear();
      out.print(SideText.of(side, stored.map(RatingImport::counted).orElse(List.of())));
      people.ifPresent(some -> RatingsFile.print(out, some.given()));
      out.println("comparison " + side.specification().sideId() + " in " + answers.output());
      if (sheet != null) {
        NewFile.write(sheet, sheet(side));
        out.println("rating sheet in " + sheet);
      }
      pages.write(side, judges.question().label(), stored, out);
      out.flush();
    }
    return 0;
  }

  /** What is computed, in which order: models follow each other in the memory of an executor. */
  private static String plan(List<String> named, SideBySideJob.Judges asked) {
    List<String> judges =
        new ArrayList<>(
            asked.rules().stream().map(rule -> JudgeOptions.RULE + rule.name()).toList());
    asked.metrics().forEach(rule -> judges.add(MetricRule.PREFIX + rule.metric()));
    if (asked.likelihood()) {
      judges.add(Judgement.LIKELIHOOD);
    }
    asked.models().forEach(judge -> judges.add(judge.model().name()));
    return "answers of "
        + String.join(", ", named)
        + "; then judgements by "
        + String.join(", ", judges)
        + ". One model is in an executor's memory at a time";
  }

  /** The baseline, or else the last one named, stands last. */
  private List<String> named() {
    List<String> named = new ArrayList<>(contestants);
    if (baseline != null) {
      named.add(baseline);
    }
    if (named.size() < 2) {
      throw new AssayException(
          ErrorKind.USAGE,
          "one model alone cannot be compared",
          "'" + named.get(0) + "' is all that is named",
          "name another as --baseline");
    }
    return named;
  }

  private void check(List<AskedContestant> all, List<PairJudge> models) {
    long names = all.stream().map(AskedContestant::name).distinct().count();
    if (names < all.size()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "two contestants have one name",
          "they are " + all.stream().map(AskedContestant::name).toList(),
          "rename a folder, or give answers as NAME=FILE");
    }
    judges.check(all, models);
  }

  private List<Meeting> meetings(List<AskedContestant> all) {
    List<Meeting> meetings = new ArrayList<>();
    int last = all.size() - 1;
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        if (allPairs || j == last) {
          meetings.add(new Meeting(all.get(i).name(), all.get(j).name()));
        }
      }
    }
    return meetings;
  }

  private static String sheet(SideBySide side) {
    List<SheetPair> pairs = new ArrayList<>();
    for (AnswerPair pair : side.pairs()) {
      if (!pair.isIdentical() && pair.sample() == 0) {
        pairs.add(
            new SheetPair(
                pair.promptId(),
                pair.category().isEmpty() ? null : pair.category(),
                pair.request(),
                new SheetAnswer(pair.candidate(), pair.candidateText()),
                new SheetAnswer(pair.baseline(), pair.baselineText())));
      }
    }
    return RatingSheet.of(pairs, side.options().rates().seed(), "Which answer is better?").html();
  }
}
