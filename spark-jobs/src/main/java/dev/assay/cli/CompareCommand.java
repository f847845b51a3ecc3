package dev.assay.cli;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.comparison.PromptRule;
import dev.assay.spark.internal.completion.CompareCompletionsJob;
import dev.assay.spark.internal.completion.CompletionReport;
import dev.assay.spark.internal.evaluate.AnswerReport;
import dev.assay.spark.internal.evaluate.CompareJob;
import dev.assay.spark.internal.tables.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
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
final class CompareCommand implements Callable<Integer> {
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

  @Mixin private SparkOptions sparkOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    NewFile.check(json);
    List<RunFolder> candidates = new ArrayList<>();
    runs.forEach(run -> candidates.add(RunArgument.folder(run, output)));
    RunFolder baseline = baseline(candidates);
    PromptRule prompts = anyPrompt ? PromptRule.ANY : PromptRule.SAME;
    try (SparkSession spark =
        sparkOptions.session("assay compare", Map.of("spark.ui.enabled", "false"))) {
      if (areGenerated(candidates, baseline)) {
        List<CompletionReport> reports = new ArrayList<>();
        for (RunFolder candidate : candidates) {
          reports.add(new CompareCompletionsJob(spark, candidate, baseline, prompts).run());
        }
        print(new CompletionPage(TerminalStyle.ofStandardOutput(), reports).text());
        NewFile.write(json, CompareJson.ofCompletions(reports));
      } else {
        List<AnswerReport> reports = new ArrayList<>();
        for (RunFolder candidate : candidates) {
          reports.add(
              (baseline == null
                      ? CompareJob.withReference(spark, candidate, against.reference, prompts)
                      : CompareJob.ofRuns(spark, candidate, baseline, prompts))
                  .answers());
        }
        print(new ComparePage(TerminalStyle.ofStandardOutput(), reports, subtasks).text());
        NewFile.write(json, CompareJson.of(reports));
      }
    }
    return 0;
  }

  private void print(String page) {
    spec.commandLine().getOut().print(page);
    spec.commandLine().getOut().flush();
  }

  /**
   * Whether the answers of all runs were generated.
   *
   * @throws AssayException of kind USAGE where those of some were, or a reference is given
   */
  private static boolean areGenerated(List<RunFolder> candidates, RunFolder baseline) {
    List<RunFolder> all = new ArrayList<>(candidates);
    if (baseline != null) {
      all.add(baseline);
    }
    List<RunFolder> generated = all.stream().filter(RunFolder::isGenerated).toList();
    if (!generated.isEmpty() && (baseline == null || generated.size() < all.size())) {
      throw new AssayException(
          ErrorKind.USAGE,
          "the answers of " + generated.get(0) + " cannot be compared with these",
          "they were generated, and "
              + (baseline == null ? "--reference has choices" : "those of other runs were chosen"),
          "compare runs whose ids begin alike");
    }
    return !generated.isEmpty();
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
