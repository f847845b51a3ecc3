package dev.assay.cli.sidebyside;

import dev.assay.cli.options.ChatVariableOptions;
import dev.assay.cli.options.RunArgument;
import dev.assay.core.checkpoint.Checkpoint;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.FailureBudget;
import dev.assay.core.replica.ModelFolder;
import dev.assay.datasets.DatasetForms;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.Selection;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.metric.OutputType;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.request.Truncation;
import dev.assay.spark.internal.evaluate.EvaluateJob;
import dev.assay.spark.internal.evaluate.EvaluateResult;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.programs.ProgramPolicy;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.settings.Setting;
import dev.assay.spark.internal.settings.Settings;
import dev.assay.spark.internal.sidebyside.AskedContestant;
import dev.assay.spark.internal.sidebyside.FileAnswers;
import dev.assay.spark.internal.sidebyside.RunAnswers;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.StoredRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where answers are from, and how they are made where there are none yet. */
final class AnswerOptions {
  @Option(
      names = "--prompts",
      paramLabel = "SETS",
      split = ",",
      description = "Tasks of generation, or prompts:FILE: what models are asked.")
  private List<String> prompts = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of the sets' data (or spark.assay.data).")
  private Path data;

  @Option(
      names = {"--output", "--output_path"},
      paramLabel = "DIR",
      description = "Folder of the tables: of answers, of judgements, and of what follows.")
  private String output;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Prompts per set: a count, or a share below 1.")
  private String limit;

  @Option(
      names = "--categories",
      paramLabel = "COLUMN",
      defaultValue = "category",
      description =
          "What rates are told apart by: a column of files, a trait of sets (default:"
              + " ${DEFAULT-VALUE}).")
  private String categories;

  @Option(
      names = "--apply_chat_template",
      description = "Ask those whose folder has no chat template in their family's.")
  private boolean chat;

  @Option(
      names = "--no_chat_template",
      description =
          "Ask models as plain texts. Else those whose folder has a chat template are asked in it.")
  private boolean plain;

  @Mixin private ChatVariableOptions chatVariables;

  @Option(
      names = "--max_failed",
      paramLabel = "N",
      description = "Items that may fail: a count, or a share below 1 (default: 0).")
  private String maxFailed;

  @Option(
      names = "--quantize",
      paramLabel = "TYPE",
      description = "none (default), bfloat16 or int8: how weights are held.")
  private String quantize;

  private Settings settings;

  /** Checks what is given, before anything is done. */
  void settle(Settings session) {
    if (output == null) {
      throw new AssayException(
          ErrorKind.USAGE, "no --output is given", "tables are written", "give --output DIR");
    }
    if (chatVariables.given() && plain) {
      throw new AssayException(
          ErrorKind.USAGE,
          "--chat_template_kwargs is given with --no_chat_template",
          "only a chat template asks for them",
          "give one of the two");
    }
    settings =
        session
            .with(Setting.DATA, data, "--data")
            .with(Setting.MAX_FAILED, maxFailed, "--max_failed")
            .with(Setting.QUANTIZE, quantize, "--quantize");
  }

  String output() {
    return output;
  }

  /** Column or trait that rates are told apart by. */
  String categories() {
    return categories;
  }

  /** How judges' runs are made, but for the model and what it is asked. */
  EvaluateSettings like() {
    return settings(Path.of("."), List.of());
  }

  /**
   * A model's answers, made where they are not there yet.
   *
   * @param named a model's folder, a run, or NAME=FILE
   */
  AskedContestant contestant(LazySession spark, String named, ProgressListener progress) {
    if (isFile(named)) {
      int equals = named.indexOf('=');
      return new AskedContestant(
          FileAnswers.of(
              named.substring(0, equals), Path.of(named.substring(equals + 1)), categories),
          Optional.empty());
    }
    if (Checkpoint.isAt(Path.of(named))) {
      return answered(spark, Path.of(named), progress);
    }
    RunFolder run = RunArgument.folder(named, named.contains("/") ? null : output);
    RunTables tables = new RunTables(spark, run.output());
    Row row = tables.run(run.runId());
    StoredRun stored = new StoredRun(tables, run.runId());
    Path model = Path.of(stored.model());
    EvaluateSettings again = settings(model, asked());
    return new AskedContestant(
        RunAnswers.of(name(model), row.getAs("family"), stored.scores(), again, categories),
        Checkpoint.isAt(model) ? Optional.of(again) : Optional.empty());
  }

  private AskedContestant answered(LazySession spark, Path model, ProgressListener progress) {
    EvaluateSettings run = settings(model, asked());
    EvaluateResult result = new EvaluateJob(spark, run, progress).run();
    result.check(run.failures());
    String family = ModelFolder.open(model).configuration().family().modelType();
    return new AskedContestant(
        RunAnswers.of(name(model), family, result.scores(), run, categories), Optional.of(run));
  }

  /** Names of the sets' tasks. */
  Set<String> sets() {
    return asked().stream().map(task -> task.task().name()).collect(Collectors.toSet());
  }

  static boolean isFile(String named) {
    int equals = named.indexOf('=');
    return equals > 0 && Files.isRegularFile(Path.of(named.substring(equals + 1)));
  }

  private static String name(Path model) {
    return model.toAbsolutePath().normalize().getFileName().toString();
  }

  private List<SelectedTask> asked() {
    if (prompts.isEmpty()) {
      throw new AssayException(
          ErrorKind.USAGE,
          "no --prompts are given",
          "models are compared by their answers to the same prompts",
          "name sets, e.g. --prompts xstest,prompts:mine.jsonl");
    }
    Selection selection = TaskCatalog.standard().select(prompts, OptionalInt.empty());
    selection.unusable().stream()
        .findFirst()
        .ifPresent(
            task -> {
              throw new AssayException(
                  ErrorKind.USAGE,
                  "prompts of '" + task.task() + "' cannot be asked",
                  task.message(),
                  "name other sets");
            });
    selection.tasks().stream()
        .filter(task -> task.task().outputType() != OutputType.GENERATE_UNTIL)
        .findFirst()
        .ifPresent(
            task -> {
              throw new AssayException(
                  ErrorKind.USAGE,
                  "answers to '" + task.task().name() + "' cannot be compared",
                  "it asks for " + task.task().outputType() + ", no answer of the model's own",
                  "name sets whose answers are generated");
            });
    return selection.tasks();
  }

  private EvaluateSettings settings(Path model, List<SelectedTask> tasks) {
    boolean inTemplate =
        !plain
            && !tasks.isEmpty()
            && Files.exists(model)
            && (chat || ModelFolder.open(model).chatTemplate().isPresent());
    return new EvaluateSettings(
        model,
        tasks,
        List.of(),
        limit == null ? DocumentLimit.all() : DocumentLimit.parse(limit),
        DatasetForms.folder(Path.of(settings.text(Setting.DATA))),
        output,
        Truncation.valueOf(settings.text(Setting.TRUNCATION).toUpperCase(Locale.ROOT)),
        OptionalInt.empty(),
        FewShotSampling.harness(),
        inTemplate
            ? Optional.of(new EvaluateSettings.Chat(true, null, chatVariables.variables()))
            : Optional.empty(),
        false,
        new FailureBudget(settings.number(Setting.MAX_FAILED)),
        new EvaluateSettings.Details(false, false, false),
        EvaluateSettings.Execution.of(settings),
        new ProgramPolicy.Refused());
  }
}
