package dev.assay.spark.internal.judge;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.generation.ChatTemplate;
import dev.assay.core.generation.Message;
import dev.assay.core.replica.ModelFolder;
import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.judge.AnswerWindow;
import dev.assay.eval.judge.JudgedAnswer;
import dev.assay.eval.judge.JudgedAnswers;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.FewShotSampling;
import dev.assay.eval.request.Truncation;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model that judges, and what it is asked. It reads conversations where its folder has a chat
 * template, else raw texts.
 */
public final class JudgingModel {
  private final ModelFolder folder;
  private final Optional<ChatTemplate> template;
  private final JudgedAnswers answers;
  private final List<SelectedTask> tasks = new ArrayList<>();

  private JudgingModel(ModelFolder folder, Optional<ChatTemplate> template, JudgedAnswers answers) {
    this.folder = folder;
    this.template = template;
    this.answers = answers;
  }

  /**
   * Opens the judge's folder, without its weights.
   *
   * @param replies that are scored: after raw texts, and in conversations; none where texts are
   *     generated
   * @throws AssayException of kind MODEL for a folder that is none, of kind USAGE where its
   *     tokenizer makes replies of unequal lengths, so that they cannot be held against each other
   */
  public static JudgingModel open(Path model, List<List<String>> replies) {
    ModelFolder folder = ModelFolder.open(model);
    Tokenizer tokenizer = folder.tokenizer();
    for (List<String> some : replies) {
      List<Integer> tokens = some.stream().map(one -> tokenizer.encode(one).length).toList();
      if (tokens.stream().distinct().count() > 1) {
        throw new AssayException(
            ErrorKind.USAGE,
            "model " + model + " cannot judge",
            "its tokenizer makes " + tokens + " tokens of the replies " + some,
            "name a model whose replies are of equal lengths");
      }
    }
    Optional<ChatTemplate> template =
        folder
            .chatTemplate()
            .map(
                source ->
                    ChatTemplate.of(
                        Optional.of(source), folder.configuration().family().modelType()));
    int frame =
        template
            .map(one -> one.prompt(List.of(new Message(Message.Role.USER, ""))))
            .map(text -> tokenizer.encode(text).length)
            .orElse(0);
    AnswerWindow window =
        new AnswerWindow(
            text -> tokenizer.encode(text).length,
            folder.evaluationLength(OptionalInt.empty()) - frame);
    return new JudgingModel(folder, template, new JudgedAnswers(window, template.isPresent()));
  }

  public String name() {
    return folder.path().toAbsolutePath().normalize().getFileName().toString();
  }

  public String fingerprint() {
    return folder.fingerprint();
  }

  public boolean isOfFamily(String family) {
    return folder.configuration().family().modelType().equals(family);
  }

  /**
   * Refuses to judge its own answers.
   *
   * @throws AssayException of kind USAGE where that model's weights are this one's
   */
  public void refuseOwn(Path model) {
    refuseOwn(model.toString(), ModelFolder.open(model).fingerprint());
  }

  /** The same of a model whose fingerprint is known. */
  public void refuseOwn(String model, String fingerprint) {
    if (folder.fingerprint().equals(fingerprint)) {
      throw new AssayException(
          ErrorKind.USAGE,
          "model " + folder.path() + " would judge its own answers",
          "its weights are those of " + model + ", and models like what they write",
          "name another judge, or give --same_judge");
    }
  }

  /**
   * Adds what is to be judged.
   *
   * @param set that the task is about
   * @param source what a run's specification says that they are of
   */
  public void add(String set, String source, Task task, List<JudgedAnswer> judged) {
    if (!judged.isEmpty()) {
      answers.add(set, source, task, judged);
      tasks.add(new SelectedTask(task, task.defaultShots()));
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
}
