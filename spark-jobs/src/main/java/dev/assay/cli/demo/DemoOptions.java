package dev.assay.cli.demo;

import dev.assay.cli.safety.SafetySelection;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.FailureBudget;
import dev.assay.core.kernel.Quantization;
import dev.assay.datasets.DatasetForms;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.Selection;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.prompt.TaskDocuments;
import dev.assay.eval.request.Truncation;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import dev.assay.spark.internal.settings.Setting;
import dev.assay.spark.internal.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What {@code assay demo} shows: by default the samples that come with Assay. */
final class DemoOptions {
  /** On two cores, after the build. */
  static final int PROMISED_SECONDS = 90;

  /** Of {@code assay safety --sets}. */
  private static final List<String> SAFETY_SETS = List.of("sample");

  /** What models are compared by, side by side, and how many of them. */
  private static final String INSTRUCTIONS = "sample-instructions";

  private static final String FEW = "12";

  /** What a gate asks about: the shortest of the tasks. */
  private static final String GATED = "sample-piqa";

  private static final String TASKS = "sample-mmlu,sample-hellaswag,sample-piqa,sample-safety";
  private static final String MODEL = "models/recurrentgemma-tiny";
  private static final String BASELINE = "models/gemma-tiny";
  private static final String DATA = "benchmarks";
  private static final String OUTPUT = "assay-demo";

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model folder (default: " + MODEL + " of the samples).")
  private Path model;

  @Option(
      names = "--baseline",
      paramLabel = "DIR",
      description = "Model folder it is compared with (default: " + BASELINE + " of the samples).")
  private Path baseline;

  @Option(
      names = "--tasks",
      paramLabel = "TASK",
      split = ",",
      description =
          "Tasks, groups or globs (default: " + TASKS + ", and the safety sets of the samples).")
  private List<String> tasks;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Documents per task: a count, or a share below 1.")
  private String limit;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of benchmark data (default: " + DATA + " of the samples).")
  private Path data;

  @Option(
      names = {"--output", "--output_path"},
      paramLabel = "DIR",
      description = "Folder of the tables (default: ${DEFAULT-VALUE}, where you stand).",
      defaultValue = OUTPUT)
  private String output;

  @Option(
      names = "--quantize",
      paramLabel = "TYPE",
      description = "none (default), bfloat16 or int8: how both models' weights are held.")
  private String quantize;

  /** The folder of the model under test. */
  Path model() {
    return model == null ? ofSamples(MODEL, "--model") : model;
  }

  /** The folder of the model it is compared with. */
  Path baseline() {
    return baseline == null ? ofSamples(BASELINE, "--baseline") : baseline;
  }

  String output() {
    return output;
  }

  /** What to evaluate a model on, every name and value checked. */
  EvaluateSettings settings(Path folder, Settings session) {
    List<String> wanted = tasks == null ? List.of(TASKS.split(",")) : tasks;
    Selection selection = TaskCatalog.standard().select(wanted, OptionalInt.empty());
    return settings(
        folder, selection.tasks(), selection.groups(), DatasetForms.folder(data()), session);
  }

  /** The safety sets that {@code assay safety} asks a model as well; none where tasks are named. */
  Optional<SafetySelection> safety(Path folder, Settings session) {
    if (tasks != null) {
      return Optional.empty();
    }
    return Optional.of(
            SafetySelection.of(
                SAFETY_SETS,
                data(),
                false,
                (asked, documents, inChatTemplate) ->
                    settings(folder, asked, List.of(), documents, session)))
        .filter(selection -> !selection.runs().isEmpty());
  }

  /** A few instructions, in the model's chat form; none where tasks are named. */
  Optional<EvaluateSettings> instructions(Path folder, Settings session) {
    if (tasks != null) {
      return Optional.empty();
    }
    Selection selection = TaskCatalog.standard().select(List.of(INSTRUCTIONS), OptionalInt.empty());
    DocumentSource documents = DatasetForms.folder(data());
    return selection.tasks().stream()
            .map(SelectedTask::task)
            .flatMap(task -> TaskDocuments.sources(task).stream())
            .allMatch(source -> documents.holds(source.dataset(), source.split()))
        ? Optional.of(
            settings(
                folder,
                selection.tasks(),
                List.of(),
                documents,
                DocumentLimit.parse(FEW),
                Optional.of(new EvaluateSettings.Chat(true, null)),
                quantize,
                session))
        : Optional.empty();
  }

  /** One of the tasks with the model's weights in 8 bits; as the file has them where those are. */
  EvaluateSettings heldOtherwise(Path folder, Settings session) {
    String other =
        Quantization.INT8.toString().equals(quantize)
            ? Quantization.NONE.toString()
            : Quantization.INT8.toString();
    EvaluateSettings all = settings(folder, session);
    List<SelectedTask> one =
        all.tasks().stream()
            .filter(task -> tasks != null || task.task().name().equals(GATED))
            .toList();
    return settings(
        folder,
        one.subList(one.size() - 1, one.size()),
        List.of(),
        DatasetForms.folder(data()),
        limit == null ? DocumentLimit.all() : DocumentLimit.parse(limit),
        Optional.empty(),
        other,
        session);
  }

  private Path data() {
    return data == null ? ofSamples(DATA, "--data") : data;
  }

  private EvaluateSettings settings(
      Path folder,
      List<SelectedTask> selected,
      List<TaskGroup> groups,
      DocumentSource documents,
      Settings session) {
    return settings(
        folder,
        selected,
        groups,
        documents,
        limit == null ? DocumentLimit.all() : DocumentLimit.parse(limit),
        Optional.empty(),
        quantize,
        session);
  }

  private EvaluateSettings settings(
      Path folder,
      List<SelectedTask> selected,
      List<TaskGroup> groups,
      DocumentSource documents,
      DocumentLimit limited,
      Optional<EvaluateSettings.Chat> chat,
      String held,
      Settings session) {
    Settings settings = session.with(Setting.QUANTIZE, held, "--quantize");
    return new EvaluateSettings(
        folder,
        selected,
        groups,
        limited,
        documents,
        output,
        Truncation.valueOf(settings.text(Setting.TRUNCATION).toUpperCase(Locale.ROOT)),
        OptionalInt.empty(),
        FewShotSampling.harness(),
        chat,
        false,
        new FailureBudget(settings.number(Setting.MAX_FAILED)),
        new EvaluateSettings.Details(false, false, true),
        EvaluateSettings.Execution.of(settings));
  }

  /** The launcher knows where the samples are; without it there is no place to look. */
  private static Path ofSamples(String path, String option) {
    String samples = System.getProperty("assay.samples");
    if (samples == null) {
      throw new AssayException(
          ErrorKind.USAGE,
          "no " + option + " is given",
          "only the launcher knows the folder that samples lie in",
          "give "
              + option
              + " DIR, or start submit-scripts/assay demo (in the archive: bin/assay demo)");
    }
    return Path.of(samples, path);
  }
}
