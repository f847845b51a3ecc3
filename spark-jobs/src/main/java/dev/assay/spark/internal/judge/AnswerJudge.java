package dev.assay.spark.internal.judge;

import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.comparison.LabelledAnswers;
import dev.assay.eval.judge.AnswerQuestion;
import dev.assay.eval.judge.JudgeMeasurement;
import dev.assay.eval.judge.JudgedAnswer;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.ItemBuilder;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.scorer.RuleQuality;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A model that is asked about answers one by one. */
public final class AnswerJudge {
  private final JudgingModel model;
  private final List<AnswerQuestion> questions;
  private final TaskCatalog catalog = TaskCatalog.standard();

  private AnswerJudge(JudgingModel model, List<AnswerQuestion> questions) {
    this.model = model;
    this.questions = questions;
  }

  /**
   * Opens the judge's folder, without its weights.
   *
   * @throws dev.assay.core.error.AssayException as {@link JudgingModel#open}
   */
  public static AnswerJudge open(Path model, List<AnswerQuestion> questions) {
    return new AnswerJudge(JudgingModel.open(model, AnswerQuestion.replies()), questions);
  }

  public JudgingModel model() {
    return model;
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
    model.add(set, source, question.task(catalog, set, labelled), judged);
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
