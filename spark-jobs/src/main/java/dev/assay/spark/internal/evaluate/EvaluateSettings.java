package dev.assay.spark.internal.evaluate;

import dev.assay.core.error.FailureBudget;
import dev.assay.core.generation.ChatVariables;
import dev.assay.core.replica.ModelFolder;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.prompt.ItemSettings;
import dev.assay.eval.request.EncodingPolicy;
import dev.assay.eval.request.Truncation;
import dev.assay.spark.internal.programs.ProgramPolicy;
import dev.assay.spark.internal.programs.ProgramSettings;
import dev.assay.spark.internal.settings.ReplicaSettings;
import dev.assay.spark.internal.settings.Setting;
import dev.assay.spark.internal.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to evaluate; every option means the same for every task.
 *
 * @param model Hugging Face model folder, at the same path on every host
 * @param tasks with their numbers of shots
 * @param groups to report
 * @param limit of documents per task
 * @param documents of data sets, read by the driver
 * @param output folder of tables; any Hadoop path
 * @param truncation what gives way where a prompt is too long
 * @param maxLength tokens the model is given at most; empty for the family's default
 * @param sampling how shots are drawn; its seed is that of drawn tokens too
 * @param chat how prompts become conversations; empty where the model reads them as they are
 * @param withoutBegin no BOS where the family wants it
 * @param failures how many items may fail
 * @param details what the tables hold besides answers
 * @param execution how the work is cut and computed
 * @param programs what is done with programs that the model writes
 */
public record EvaluateSettings(
    Path model,
    List<SelectedTask> tasks,
    List<TaskGroup> groups,
    DocumentLimit limit,
    DocumentSource documents,
    String output,
    Truncation truncation,
    OptionalInt maxLength,
    FewShotSampling sampling,
    Optional<Chat> chat,
    boolean withoutBegin,
    FailureBudget failures,
    Details details,
    Execution execution,
    ProgramPolicy programs) {
  public EvaluateSettings {
    tasks = List.copyOf(tasks);
    groups = List.copyOf(groups);
  }

  /** Of tasks whose scores need no program to be run: others are refused. */
  public EvaluateSettings(
      Path model,
      List<SelectedTask> tasks,
      List<TaskGroup> groups,
      DocumentLimit limit,
      DocumentSource documents,
      String output,
      Truncation truncation,
      OptionalInt maxLength,
      FewShotSampling sampling,
      Optional<Chat> chat,
      boolean withoutBegin,
      FailureBudget failures,
      Details details,
      Execution execution) {
    this(
        model,
        tasks,
        groups,
        limit,
        documents,
        output,
        truncation,
        maxLength,
        sampling,
        chat,
        withoutBegin,
        failures,
        details,
        execution,
        new ProgramPolicy.Refused());
  }

  /** The same of other tasks, all documents of them. */
  public EvaluateSettings asking(List<SelectedTask> others, DocumentSource theirs) {
    return new EvaluateSettings(
        model,
        others,
        List.of(),
        DocumentLimit.all(),
        theirs,
        output,
        truncation,
        maxLength,
        sampling,
        chat,
        withoutBegin,
        failures,
        details,
        execution,
        programs);
  }

  /**
   * To be called before anything is done.
   *
   * @throws dev.assay.core.error.AssayException of kind USAGE where a task needs programs to be
   *     run, and nobody said that they may
   */
  public void checkPrograms() {
    List<String> needy = tasksOfPrograms();
    if (!needy.isEmpty() && programs instanceof ProgramPolicy.Refused) {
      throw ProgramPolicy.refusal(needy);
    }
  }

  /** How programs are run; empty where none are. */
  Optional<ProgramSettings> programsToRun() {
    return programs instanceof ProgramPolicy.Allowed allowed && !tasksOfPrograms().isEmpty()
        ? Optional.of(allowed.settings())
        : Optional.empty();
  }

  private List<String> tasksOfPrograms() {
    return tasks.stream()
        .map(SelectedTask::task)
        .filter(task -> task.scoring().needsVerdicts())
        .map(Task::name)
        .toList();
  }

  /** How a model's prompts become token ids. */
  EncodingPolicy encoding(ModelFolder folder) {
    return new EncodingPolicy(
        folder.beginOfSequence(withoutBegin), truncation, folder.evaluationLength(maxLength));
  }

  /** What all prompts have in common. A conversation begins with the instruction by itself. */
  public ItemSettings itemSettings() {
    return new ItemSettings(sampling, "", chat.isPresent());
  }

  /**
   * Prompts as conversations in the model's template.
   *
   * @param examplesAreTurns solved examples are turns; else all is one message
   * @param systemInstruction what the conversation begins with; null for none
   * @param variables what the template is told beside the conversation
   */
  public record Chat(boolean examplesAreTurns, String systemInstruction, ChatVariables variables) {
    public Chat(boolean examplesAreTurns, String systemInstruction) {
      this(examplesAreTurns, systemInstruction, ChatVariables.NONE);
    }

    /** Part of a run's identity; without variables as it was before there were any. */
    @Override
    public String toString() {
      String told = variables.equals(ChatVariables.NONE) ? "" : ", variables=" + variables.json();
      return "Chat[examplesAreTurns="
          + examplesAreTurns
          + ", systemInstruction="
          + systemInstruction
          + told
          + "]";
    }
  }

  /**
   * @param prompts {@code items.prompt} is filled
   * @param tokenLogProbabilities {@code samples.token_log_probabilities} is filled
   * @param harnessFiles results_*.json and samples_*.jsonl are written beside the tables
   */
  public record Details(boolean prompts, boolean tokenLogProbabilities, boolean harnessFiles) {}

  /**
   * Nothing here changes a result, but for the replica's quantization.
   *
   * @param partitions Spark tasks per chunk; 0 for one per task slot of the cluster
   * @param chunkTokens tokens to compute, about, between two commits; 0 for a number that suits the
   *     cluster
   */
  public record Execution(int partitions, int chunkTokens, ReplicaSettings replica) {
    private static final int CHUNK_TOKENS_PER_SLOT = 1 << 14;
    private static final int LEAST_CHUNK_TOKENS = 1 << 16;

    public static Execution of(Settings settings) {
      return new Execution(
          settings.integer(Setting.PARTITIONS),
          settings.integer(Setting.CHUNK_TOKENS),
          ReplicaSettings.of(settings));
    }

    int partitions(int slots) {
      return partitions > 0 ? partitions : slots;
    }

    int chunkTokens(int slots) {
      return chunkTokens > 0
          ? chunkTokens
          : (int)
              Math.min(1 << 30, Math.max(LEAST_CHUNK_TOKENS, (long) slots * CHUNK_TOKENS_PER_SLOT));
    }
  }
}
