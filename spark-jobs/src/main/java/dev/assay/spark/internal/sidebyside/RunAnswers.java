package dev.assay.spark.internal.sidebyside;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Item;
import dev.assay.eval.item.Reference;
import dev.assay.eval.item.Request;
import dev.assay.eval.metric.ItemScores;
import dev.assay.eval.metric.MetricValue;
import dev.assay.eval.prompt.ItemBuilder;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.sidebyside.Contestant;
import dev.assay.eval.sidebyside.Contestant.Answer;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answers of a run, with the requests that they answer. */
public final class RunAnswers {
  private RunAnswers() {}

  /**
   * A contestant whose answers a run holds.
   *
   * @param asked the tasks that count, and where their documents are
   * @param categories the trait that prompts are told apart by
   * @throws AssayException of kind DATA where the run was asked none of the tasks, or read other
   *     documents
   */
  public static Contestant of(
      String name, String family, RunScores run, EvaluateSettings asked, String categories) {
    List<Answer> answers = new ArrayList<>();
    for (SelectedTask task : asked.tasks()) {
      run.tasks().stream()
          .filter(one -> one.name().equals(task.task().name()))
          .forEach(one -> add(one, task, asked, categories, answers));
    }
    if (answers.isEmpty()) {
      throw new AssayException(
          ErrorKind.DATA,
          "run " + run.run().runId() + " of " + name + " has no answers to compare",
          "it was asked none of " + asked.tasks().stream().map(task -> task.task().name()).toList(),
          "name sets of prompts that it was asked");
    }
    return new Contestant(name, run.run().modelFingerprint(), family, run.run().runId(), answers);
  }

  private static void add(
      ScoredTask scored,
      SelectedTask task,
      EvaluateSettings asked,
      String categories,
      List<Answer> answers) {
    ItemBuilder builder =
        new ItemBuilder(task.task(), task.shots(), asked.documents(), asked.itemSettings());
    if (!builder.files().equals(scored.task().files())) {
      throw new AssayException(
          ErrorKind.DATA,
          "answers to " + scored.name() + " cannot be compared",
          "they are of other documents: " + scored.task().files() + ", not " + builder.files(),
          "give --data and --prompts as they were when the run was made");
    }
    Map<Integer, String> requests = new HashMap<>();
    for (Item item : builder.items(asked.limit())) {
      if (item instanceof AskedItem one && one.request() instanceof Request.Completion request) {
        requests.put(one.docId(), request.prompt().text());
      }
    }
    for (int i = 0; i < scored.items().size(); i++) {
      AnsweredItem item = scored.items().get(i);
      String request = requests.get(item.docId());
      if (request != null) {
        add(scored.name(), item, request, categories, scores(scored, i), answers);
      }
    }
  }

  /** By metric, of the first filter that has it, the higher the better. */
  private static Map<String, Double> scores(ScoredTask scored, int item) {
    Map<String, Double> scores = new HashMap<>();
    for (ItemScores filter : scored.itemScores().get(item)) {
      for (int i = 0; i < filter.values().size(); i++) {
        MetricValue value = filter.values().get(i);
        if (value.value().counts() && !Double.isNaN(value.value().value())) {
          boolean higher = scored.metrics().get(i).higherIsBetter();
          scores.putIfAbsent(
              value.metric(), higher ? value.value().value() : -value.value().value());
        }
      }
    }
    return scores;
  }

  private static void add(
      String task,
      AnsweredItem item,
      String request,
      String categories,
      Map<String, Double> scores,
      List<Answer> answers) {
    Map<String, String> traits = item.reference() == null ? Map.of() : item.reference().traits();
    String category =
        traits.containsKey(categories) ? traits.get(categories) : traits.getOrDefault("type", task);
    String reference =
        item.reference() instanceof Reference.RightTexts right
            ? right.texts().get(0)
            : traits.getOrDefault("reference", "");
    String label = traits.getOrDefault("label", "");
    String id = task + "/" + item.docId();
    if (item.response() instanceof Response.Completions completions) {
      for (int sample = 0; sample < completions.texts().size(); sample++) {
        answers.add(
            new Answer(
                id,
                sample,
                category,
                label,
                request,
                reference,
                completions.texts().get(sample),
                scores));
      }
    } else {
      answers.add(new Answer(id, 0, category, label, request, reference, null, scores));
    }
  }
}
