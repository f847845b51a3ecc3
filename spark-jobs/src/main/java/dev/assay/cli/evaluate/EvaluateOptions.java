package dev.assay.cli.evaluate;

import dev.assay.cli.options.ChatVariableOptions;
import dev.assay.cli.options.ModelOptions;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.FailureBudget;
import dev.assay.datasets.DatasetForms;
import dev.assay.eval.catalog.ChosenSplits;
import dev.assay.eval.catalog.Selection;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.request.Truncation;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.programs.ProgramPolicy;
import dev.assay.spark.internal.settings.Setting;
import dev.assay.spark.internal.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code assay evaluate} is asked, spelt as the field's harness spells it. */
final class EvaluateOptions {
  @Mixin private ModelOptions model;

  @Mixin private CatalogOptions catalog;

  @Mixin private ProgramOptions programs;

  @Option(
      names = "--tasks",
      paramLabel = "TASK",
      required = true,
      split = ",",
      description =
          "Tasks, groups, tags, globs or task files; name@N sets the shots of one (assay tasks"
              + " lists them).")
  private List<String> tasks;

  @Option(
      names = "--num_fewshot",
      paramLabel = "N",
      description = "Shots for every task that names none.")
  private Integer shots;

  @Option(
      names = "--split",
      paramLabel = "SPLIT|TASK=SPLIT",
      split = ",",
      description =
          "Evaluate this split, of all tasks or of one, in the place of the task's own; part of the"
              + " run's identity.")
  private List<String> splits = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Documents per task: a count, or a share below 1.")
  private String limit;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of benchmark data (or spark.assay.data).")
  private Path data;

  @Option(
      names = {"--output", "--output_path"},
      paramLabel = "DIR",
      required = true,
      description = "Folder of the tables; runs lie in it side by side.")
  private String output;

  @Option(
      names = "--truncation",
      paramLabel = "POLICY",
      description = "shots, left, skip, fail or harness (default: shots).")
  private String truncation;

  @Option(names = "--apply_chat_template", description = "Ask in the chat template of the model.")
  private boolean chat;

  @Option(
      names = "--fewshot_as_multiturn",
      paramLabel = "true|false",
      arity = "0..1",
      fallbackValue = "true",
      description = "Shots are turns of the conversation (default: ${DEFAULT-VALUE}).",
      defaultValue = "true")
  private boolean examplesAreTurns;

  @Option(
      names = "--system_instruction",
      paramLabel = "TEXT",
      description = "What the conversation begins with.")
  private String systemInstruction;

  @Mixin private ChatVariableOptions chatVariables;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Of all that is drawn: shots, tokens (default: ${DEFAULT-VALUE}, the harness's).",
      defaultValue = "1234")
  private long seed;

  @Option(
      names = "--fewshot_per_document",
      description =
          "Draw each document's shots by itself: they do not depend on the documents before it.")
  private boolean perDocument;

  @Option(
      names = "--max_failed",
      paramLabel = "N",
      description = "Items that may fail: a count, or a share below 1 (default: 0).")
  private String maxFailed;

  @Option(names = "--write_prompts", description = "Fill items.prompt.")
  private boolean prompts;

  @Option(names = "--token_logprobs", description = "Fill samples.token_log_probabilities.")
  private boolean tokenLogProbabilities;

  @Option(
      names = "--no_harness_files",
      description = "Write no results_*.json and samples_*.jsonl.")
  private boolean withoutHarnessFiles;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Spark tasks per chunk (default: one per task slot of the cluster).")
  private Integer partitions;

  @Option(
      names = "--store_programs_only",
      description =
          "Of tasks that need programs to be run, generate and store these, and run none: assay"
              + " rescore --confirm_run_unsafe_code does later.")
  private boolean storeProgramsOnly;

  /** The tasks that were named. */
  Selection selection() {
    return ChosenSplits.parse(splits).of(catalog.open().select(tasks, shots()));
  }

  /** What to evaluate, every name and value checked. */
  EvaluateSettings settings(Selection selection, Settings session) {
    if (systemInstruction != null && !chat) {
      throw new AssayException(
          ErrorKind.USAGE,
          "--system_instruction is given without --apply_chat_template",
          "only a conversation has a place for it",
          "give both, or neither");
    }
    if (chatVariables.given() && !chat) {
      throw new AssayException(
          ErrorKind.USAGE,
          "--chat_template_kwargs is given without --apply_chat_template",
          "only a chat template asks for them",
          "give both, or neither");
    }
    Settings settings =
        model
            .over(session)
            .with(Setting.DATA, data, "--data")
            .with(Setting.TRUNCATION, truncation, "--truncation")
            .with(Setting.MAX_FAILED, maxFailed, "--max_failed")
            .with(Setting.PARTITIONS, partitions, "--partitions");
    return new EvaluateSettings(
        model.model(),
        selection.tasks(),
        selection.groups(),
        limit == null ? DocumentLimit.all() : DocumentLimit.parse(limit),
        DatasetForms.folder(
            CatalogOptions.dataFolder(settings.text(Setting.DATA), selection.tasks())),
        output,
        Truncation.valueOf(settings.text(Setting.TRUNCATION).toUpperCase(Locale.ROOT)),
        model.maxLength(),
        new FewShotSampling(
            perDocument ? FewShotSampling.Mode.PER_DOCUMENT : FewShotSampling.Mode.SEQUENTIAL,
            seed),
        chat
            ? Optional.of(
                new EvaluateSettings.Chat(
                    examplesAreTurns, systemInstruction, chatVariables.variables()))
            : Optional.empty(),
        model.withoutBegin(),
        new FailureBudget(settings.number(Setting.MAX_FAILED)),
        new EvaluateSettings.Details(prompts, tokenLogProbabilities, !withoutHarnessFiles),
        EvaluateSettings.Execution.of(settings),
        policy(settings));
  }

  private ProgramPolicy policy(Settings settings) {
    if (storeProgramsOnly && programs.confirmed()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "--store_programs_only and --confirm_run_unsafe_code are given",
          "programs are run, or not",
          "give one of them");
    }
    return programs
        .settings(settings)
        .<ProgramPolicy>map(ProgramPolicy.Allowed::new)
        .orElse(storeProgramsOnly ? new ProgramPolicy.Stored() : new ProgramPolicy.Refused());
  }

  private OptionalInt shots() {
    return shots == null ? OptionalInt.empty() : OptionalInt.of(shots);
  }
}
