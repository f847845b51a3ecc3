package dev.assay.cli;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.FailureBudget;
import dev.assay.eval.encoding.Truncation;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.task.SelectedGenerationTask;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskCatalog;
import dev.assay.spark.internal.completion.ChatForm;
import dev.assay.spark.internal.completion.CompletionSettings;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.generate.JobSettings;
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
  private final TaskCatalog catalog = TaskCatalog.standard();

  @Mixin private ModelOptions model;

  @Option(
      names = "--tasks",
      paramLabel = "TASK",
      required = true,
      split = ",",
      description =
          "Tasks, groups or globs; name@N sets the shots of one (assay tasks lists them).")
  private List<String> tasks;

  @Option(
      names = "--num_fewshot",
      paramLabel = "N",
      description = "Shots for every task that names none.")
  private Integer shots;

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
      description =
          "Of tasks with answer choices: shots, left, skip, fail or harness (default: shots).")
  private String truncation;

  @Option(
      names = "--apply_chat_template",
      description = "Of tasks whose answers are generated: ask in the model's chat template.")
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

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of drawn shots (default: ${DEFAULT-VALUE}, the harness's).",
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

  @Option(
      names = "--write_prompts",
      description = "Fill items.prompt (completions.prompt is always there).")
  private boolean prompts;

  @Option(
      names = "--token_logprobs",
      description = "Fill samples.token_log_probabilities, of tasks with answer choices.")
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

  /**
   * What to generate and to score, every name and value checked; empty where no task wants that.
   */
  Optional<CompletionSettings> generated(Settings session) {
    Settings settings = over(session);
    List<SelectedGenerationTask> selected = catalog.selectGeneration(tasks, shots());
    return selected.isEmpty() ? Optional.empty() : Optional.of(generated(selected, settings));
  }

  private CompletionSettings generated(List<SelectedGenerationTask> selected, Settings settings) {
    return new CompletionSettings(
        model.model(),
        selected,
        limit == null ? DocumentLimit.all() : DocumentLimit.parse(limit),
        dataFolder(settings),
        output,
        sampling(),
        chat ? Optional.of(new ChatForm(examplesAreTurns, systemInstruction)) : Optional.empty(),
        model.withoutBegin(),
        new FailureBudget(settings.number(Setting.MAX_FAILED)),
        !withoutHarnessFiles,
        JobSettings.Execution.of(settings));
  }

  private Settings over(Settings session) {
    return model
        .over(session)
        .with(Setting.DATA, data, "--data")
        .with(Setting.TRUNCATION, truncation, "--truncation")
        .with(Setting.MAX_FAILED, maxFailed, "--max_failed")
        .with(Setting.PARTITIONS, partitions, "--partitions");
  }

  private FewShotSampling sampling() {
    return new FewShotSampling(
        perDocument ? FewShotSampling.Mode.PER_DOCUMENT : FewShotSampling.Mode.SEQUENTIAL, seed);
  }

  /** What to choose answers of, every name and value checked; empty where no task wants that. */
  Optional<EvaluateSettings> chosen(Settings session) {
    Settings settings = over(session);
    List<SelectedTask> selected = catalog.select(tasks, shots());
    if (!selected.isEmpty() && chat) {
      throw new AssayException(
          ErrorKind.USAGE,
          "--apply_chat_template is given with " + selected.get(0).definition().name(),
          "its answers are chosen, and asked for as the task's text has it",
          "leave the option out, or evaluate tasks whose answers are generated by themselves");
    }
    if (systemInstruction != null && !chat) {
      throw new AssayException(
          ErrorKind.USAGE,
          "--system_instruction is given without --apply_chat_template",
          "only a conversation has a place for it",
          "give both, or neither");
    }
    return selected.isEmpty() ? Optional.empty() : Optional.of(chosen(selected, settings));
  }

  private OptionalInt shots() {
    return shots == null ? OptionalInt.empty() : OptionalInt.of(shots);
  }

  private EvaluateSettings chosen(List<SelectedTask> selected, Settings settings) {
    return new EvaluateSettings(
        model.model(),
        selected,
        catalog.selectGroups(tasks),
        limit == null ? DocumentLimit.all() : DocumentLimit.parse(limit),
        dataFolder(settings),
        output,
        Truncation.valueOf(settings.text(Setting.TRUNCATION).toUpperCase(Locale.ROOT)),
        model.maxLength(),
        sampling(),
        model.withoutBegin(),
        new FailureBudget(settings.number(Setting.MAX_FAILED)),
        new EvaluateSettings.Details(prompts, tokenLogProbabilities, !withoutHarnessFiles),
        EvaluateSettings.Execution.of(settings));
  }

  private static Path dataFolder(Settings settings) {
    String folder = settings.text(Setting.DATA);
    if (folder.isEmpty()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "no data folder is given",
          "tasks read their questions from files",
          "give --data FOLDER, or set " + Setting.DATA.key());
    }
    return Path.of(folder);
  }
}
