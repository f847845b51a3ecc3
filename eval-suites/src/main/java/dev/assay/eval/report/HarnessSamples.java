package dev.assay.eval.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.digest.Sha256;
import dev.assay.eval.completion.FilteredCompletion;
import dev.assay.eval.outcome.ChoiceOutcome;
import dev.assay.eval.outcome.CompletionOutcome;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.outcome.ProgramFrame;
import dev.assay.eval.outcome.Reference;
import dev.assay.eval.outcome.RightAnswers;
import dev.assay.eval.prompt.GenerationItem;
import dev.assay.eval.prompt.MultipleChoiceItem;
import dev.assay.eval.score.ItemMetrics;
import dev.assay.eval.score.Scoring;
import dev.assay.eval.task.GenerationTask;
import dev.assay.eval.task.MetricDefinition;
import dev.assay.eval.task.TaskDefinition;

/** Lines of the reference harness's {@code samples_<task>_<time>.jsonl}. */
public final class HarnessSamples {
  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  private HarnessSamples() {}

  /** One line, without its line end; a failed item has no responses and an {@code error}. */
  public static String line(TaskDefinition task, MultipleChoiceItem item, ItemOutcome outcome) {
    String target = String.valueOf(item.target());
    ObjectNode line = begin(item.docId(), item.document(), target);
    ObjectNode arguments = line.putObject("arguments");
    for (int i = 0; i < item.continuations().size(); i++) {
      arguments
          .putObject("gen_args_" + i)
          .put("arg_0", item.context())
          .put("arg_1", item.continuations().get(i));
    }
    ArrayNode responses = line.putArray("resps");
    ArrayNode filtered = line.putArray("filtered_resps");
    for (ChoiceOutcome choice : outcome.choices()) {
      String logLikelihood = PythonJson.number(choice.logLikelihood());
      String greedy = choice.greedy() ? "True" : "False";
      responses.addArray().addArray().add(logLikelihood).add(greedy);
      filtered.addArray().add(logLikelihood).add(greedy);
    }
    line.put("filter", "none");
    ArrayNode metrics = line.putArray("metrics");
    task.metrics().forEach(metric -> metrics.add(metric.metric().label()));
    hashes(line, item.document(), item.context(), target);
    if (outcome.failed()) {
      line.put("error", outcome.errorCode());
    } else {
      ItemMetrics values = Scoring.metrics(outcome);
      for (MetricDefinition metric : task.metrics()) {
        line.put(metric.metric().label(), values.value(metric.metric()));
      }
    }
    return PythonJson.line(line);
  }

  /**
   * The same of an answer that was generated, as one filter leaves it. A list of right answers is
   * written as JSON; a metric that an item counts several times in is a share here.
   *
   * @param filtered what the filter made of the completion; null where the item failed
   */
  public static String line(
      String filter,
      GenerationTask task,
      GenerationItem item,
      CompletionOutcome outcome,
      FilteredCompletion filtered) {
    String target = target(item.reference());
    ObjectNode line = begin(item.docId(), item.document(), target);
    line.putObject("arguments")
        .putObject("gen_args_0")
        .put("arg_0", item.prompt())
        .set("arg_1", JSON.valueToTree(item.generation()));
    ArrayNode responses = line.putArray("resps");
    ArrayNode answers = line.putArray("filtered_resps");
    if (filtered != null) {
      responses.addArray().add(outcome.completion());
      answers.add(filtered.answer());
    }
    line.put("filter", filter);
    ArrayNode metrics = line.putArray("metrics");
    task.metrics().forEach(metric -> metrics.add(metric.metric().label()));
    hashes(line, item.document(), item.prompt(), target);
    if (filtered == null) {
      line.put("error", outcome.errorCode());
    } else {
      filtered.values().forEach(value -> line.put(value.metric().label(), value.mean()));
    }
    return PythonJson.line(line);
  }

  private static String target(Reference reference) {
    if (reference instanceof RightAnswers right) {
      return right.texts().size() == 1
          ? right.texts().get(0)
          : JSON.valueToTree(right.texts()).toString();
    }
    return reference instanceof ProgramFrame program ? program.after() : "0";
  }

  private static ObjectNode begin(int docId, JsonNode document, String target) {
    ObjectNode line = JSON.createObjectNode();
    line.put("doc_id", docId);
    line.set("doc", document);
    return line.put("target", target);
  }

  private static void hashes(ObjectNode line, JsonNode document, String prompt, String target) {
    line.put("doc_hash", Sha256.of(PythonJson.indented(document)));
    line.put("prompt_hash", Sha256.of(prompt));
    line.put("target_hash", Sha256.of(target));
  }
}
