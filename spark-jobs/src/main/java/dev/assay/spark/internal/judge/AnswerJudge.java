package dev.assay.spark.internal.judge;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.generation.ChatTemplate;
import dev.assay.core.generation.Message;
import dev.assay.core.replica.ModelFolder;
import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.comparison.LabelledAnswers;
import dev.assay.eval.judge.AnswerQuestion;
import dev.assay.eval.judge.AnswerWindow;
import dev.assay.eval.judge.JudgeMeasurement;
import dev.assay.eval.judge.JudgedAnswer;
import dev.assay.eval.judge.JudgedAnswers;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.prompt.ItemBuilder;
import dev.assay.eval.request.Truncation;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.scorer.RuleQuality;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model that judges the answers of others. It reads conversations where its folder has a chat
 * template, else raw texts.
 */
public final class AnswerJudge {
  private final ModelFolder folder;
  private final Optional<ChatTemplate> template;
  private final List<AnswerQuestion> questions;
  private final TaskCatalog catalog = TaskCatalog.standard();
  private final JudgedAnswers answers;
  private final List<SelectedTask> tasks = new ArrayList<>();

  private AnswerJudge(
      ModelFolder folder,
      Optional<ChatTemplate> template,
      List<AnswerQuestion> questions,
      JudgedAnswers answers) {
    this.folder = folder;
    this.template = template;
    this.questions = questions;
    this.answers = answers;
  }

  /**
   * Opens the judge's folder, without its weights.
   *
   * @throws AssayException of kind MODEL for a folder that is none, of kind USAGE where its
   *     tokenizer makes replies of unequal lengths, so that they cannot be held against each other
   */
  public static AnswerJudge open(Path model, List<AnswerQuestion> questions) {
    ModelFolder folder = ModelFolder.open(model);
    Tokenizer tokenizer = folder.tokenizer();
    for (List<String> replies : AnswerQuestion.replies()) {
      List<Integer> tokens = replies.stream().map(one -> tokenizer.encode(one).length).toList();
      if (tokens.stream().distinct().count() > 1) {
        throw new AssayException(
            ErrorKind.USAGE,
            "model " + model + " cannot judge",
            "its tokenizer makes " + tokens + " tokens of the replies " + replies,
            "name a model whose replies are of equal lengths");
      }
    }
    Optional<ChatTemplate> template =
        folder
            .chatTemplate()
            .map(source -> ChatTemplate.of(Optional.of(source), folder.configuration().family()));
    int frame =
        template
            .map(one -> one.prompt(List.of(new Message(Message.Role.USER, ""))))
            .map(text -> tokenizer.encode(text).length)
            .orElse(0);
    AnswerWindow window =
        new AnswerWindow(
            text -> tokenizer.encode(text).length,
            folder.evaluationLength(OptionalInt.empty()) - frame);
    return new AnswerJudge(
        folder, template, questions, new JudgedAnswers(window, template.isPresent()));
  }

  public String name() {
    return folder.path().toAbsolutePath().normalize().getFileName().toString();
  }

  public boolean isOfFamily(String family) {
    return folder.configuration().family().equals(family);
  }

  /**
   * Refuses to judge its own answers.
   *
   * @throws AssayException of kind USAGE where that model's weights are this one's
   */
  public void refuseOwn(Path model) {
    if (ModelFolder.open(model).fingerprint().equals(folder.fingerprint())) {
      throw new AssayException(
          ErrorKind.USAGE,
          "model " + folder.path() + " would judge its own answers",
          "its weights are those of " + model + ", and models like what they write",
          "name another judge, or give --same_judge");
    }
  }

  /** Adds the answers to a task of a run. */
  public void add(EvaluateSettings settings, SelectedTask task, RunScores run) {
    ScoredTask scored =
        run.tasks().stream()
            .filter(one -> one.name().equals(task.task().name()))
            .findFirst()
            .orElseThrow();
    List<JudgedAnswer> judged =
        JudgedAnswer.of(
            new ItemBuilder(
                    task.task(), task.shots(), settings.documents(), settings.itemSettings())
                .items(settings.limit()),
            scored.items());
    boolean labelled = judged.stream().anyMatch(answer -> answer.traits().containsKey("label"));
    String source = "answers of run " + run.run().runId() + " to " + scored.name();
    questions.forEach(question -> add(question, scored.name(), labelled, source, judged));
  }

  /**
   * Adds answers whose labels by people are known, where refusals are judged.
   *
   * @param limit of answers by each model
   */
  public void add(LabelledAnswers labelled, DocumentLimit limit) {
    if (questions.contains(AnswerQuestion.REFUSAL)) {
      add(
          AnswerQuestion.REFUSAL,
          JudgeMeasurement.SET,
          false,
          "labelled answers of " + String.join(", ", labelled.models().keySet()),
          JudgeMeasurement.answers(labelled, limit));
    }
  }

  private void add(
      AnswerQuestion question,
      String set,
      boolean labelled,
      String source,
      List<JudgedAnswer> judged) {
    if (!judged.isEmpty()) {
      Task task = question.task(catalog, set, labelled);
      answers.add(set, source, task, judged);
      tasks.add(new SelectedTask(task, 0));
    }
  }

  /**
   * The run that judges all that was added; empty where that is nothing.
   *
   * @param like how the answers' run was computed, and where its tables are
   */
  public Optional<EvaluateSettings> run(EvaluateSettings like) {
    if (tasks.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new EvaluateSettings(
            folder.path(),
            tasks,
            List.of(),
            DocumentLimit.all(),
            answers,
            like.output(),
            Truncation.FAIL,
            OptionalInt.empty(),
            FewShotSampling.harness(),
            template.map(one -> new EvaluateSettings.Chat(true, null)),
            false,
            like.failures(),
            like.details(),
            like.execution(),
            like.programs()));
  }

  /** What people say of a judge whose run this is: by whose answers it was measured. */
  public static Map<String, RuleQuality> measured(RunScores run) {
    return run.tasks().stream()
        .filter(task -> task.name().equals(AnswerQuestion.REFUSAL.taskName(JudgeMeasurement.SET)))
        .findFirst()
        .map(JudgeMeasurement::of)
        .orElse(Map.of());
  }
}
