package dev.assay.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.digest.Sha256;
import dev.assay.eval.outcome.ChoiceOutcome;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.prompt.MultipleChoiceItem;
import dev.assay.eval.score.ItemMetrics;
import dev.assay.eval.score.Scoring;
import dev.assay.eval.task.MetricDefinition;
import dev.assay.eval.task.TaskDefinition;

/** Lines of the reference harness's {@code samples_<task>_<time>.jsonl}. */
public final class HarnessSamples {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HarnessSamples() {}

  /** One line, without its line end; a failed item has no responses and an {@code error}. */
  public static String line(TaskDefinition task, MultipleChoiceItem item, ItemOutcome outcome) {
    ObjectNode line = JSON.createObjectNode();
    String target = String.valueOf(item.target());
    line.put("doc_id", item.docId());
    line.set("doc", item.document());
    line.put("target", target);
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
    line.put("doc_hash", Sha256.of(PythonJson.indented(item.document())));
    line.put("prompt_hash", Sha256.of(item.context()));
    line.put("target_hash", Sha256.of(target));
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
}
