package dev.assay.cli.compare;

import dev.assay.cli.options.NewFile;
import dev.assay.cli.options.RunArgument;
import dev.assay.cli.options.SparkOptions;
import dev.assay.cli.terminal.TerminalStyle;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.comparison.AnswerReport;
import dev.assay.eval.comparison.ComparedSide;
import dev.assay.eval.comparison.PromptRule;
import dev.assay.eval.comparison.RunComparison;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.ComparedSides;
import dev.assay.spark.internal.tables.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay compare}. */
@Command(
    name = "compare",
    description = {
      "Compares runs item by item with another, or with what the reference harness logged, from"
          + " tables alone: scores, picks that change, log-likelihoods.",
      "Without --baseline and --reference the last RUN is what the others are compared with."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class CompareCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Ids of complete runs, or OUTPUT/ID.")
  private List<String> runs;

  @ArgGroup private Against against = new Against();

  /** What runs are compared with. */
  static final class Against {
    @Option(
        names = "--baseline",
        paramLabel = "RUN",
        description = "The run that the others are compared with.")
    private String baseline;

    @Option(
        names = "--reference",
        paramLabel = "FILE",
        split = ",",
        description =
            "Files of logged samples (lm_eval --log_samples), .jsonl or .jsonl.gz, that the runs are"
                + " compared with.")
    private List<Path> reference;
  }

  @Option(
      names = {"--output", "--output_path"},
      paramLabel = "DIR",
      description = "Folder of the tables, where RUN does not name it.")
  private String output;

  @Option(
      names = "--any_prompt",
      description =
          "Compare answers to the same document whatever the prompt, as with other solved examples"
              + " (default: to the same prompt).")
  private boolean anyPrompt;

  @Option(
      names = "--subtasks",
      description = "Print the tasks of groups too; JSON always has them.")
  private boolean subtasks;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write every figure as JSON. The file must not exist yet.")
  private Path json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write the page as HTML; it opens without a network. The file must not exist yet.")
  private Path html;

  @Mixin private SparkOptions sparkOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    NewFile.check(json);
    NewFile.check(html);
    List<RunFolder> candidates = new ArrayList<>();
    runs.forEach(run -> candidates.add(RunArgument.folder(run, output)));
    RunFolder baseline = baseline(candidates);
    PromptRule prompts = anyPrompt ? PromptRule.ANY : PromptRule.SAME;
    try (LazySession spark =
        sparkOptions.session("assay compare", Map.of("spark.ui.enabled", "false"))) {
      List<AnswerReport> reports = new ArrayList<>();
      for (RunFolder candidate : candidates) {
        ComparedSide mine = ComparedSides.run(spark, candidate);
        ComparedSide other =
            baseline == null
                ? ComparedSides.reference(against.reference, mine)
                : ComparedSides.run(spark, baseline);
        reports.add(new RunComparison(mine, other, prompts).answers());
      }
      print(new ComparePage(TerminalStyle.ofStandardOutput(), reports, subtasks).text());
      NewFile.write(json, CompareJson.of(reports));
      NewFile.write(html, new CompareHtml(reports, prompts, subtasks).html());
    }
    return 0;
  }

  private void print(String page) {
    spec.commandLine().getOut().print(page);
    spec.commandLine().getOut().flush();
  }

  /** Null where there is a reference instead. */
  private RunFolder baseline(List<RunFolder> candidates) {
    if (against.reference != null) {
      return null;
    }
    if (against.baseline != null) {
      return RunArgument.folder(against.baseline, output);
    }
    if (candidates.size() < 2) {
      throw new AssayException(
          ErrorKind.USAGE,
          "there is nothing to compare " + candidates.get(0) + " with",
          "it is the only RUN, and neither --baseline nor --reference is given",
          "give two runs, or one of these options");
    }
    return candidates.remove(candidates.size() - 1);
  }
}
