package dev.assay.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.digest.Sha256;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.CompletionSettings;
import dev.assay.eval.item.Request;
import dev.assay.eval.metric.ItemScores;
import dev.assay.eval.metric.MetricDefinition;
import dev.assay.eval.request.PromptForm;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.TaskSpecification;
import java.util.List;

/**
 * Lines of the harness's samples_*.jsonl, to the byte: an item's prompt, answers and metrics after
 * one filter (lm_eval/evaluator.py, where log_samples is).
 */
public final class HarnessSamples {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TaskSpecification task;
  private final PromptForm form;

  public HarnessSamples(TaskSpecification task, PromptForm form) {
    this.task = task;
    this.form = form;
  }

  /**
   * The line of an item, without its end.
   *
   * @param filter name of the filter
   * @param scores after that filter; null where the item failed
   */
  public String line(String filter, AskedItem item, AnsweredItem answered, ItemScores scores) {
    ObjectNode line = JSON.createObjectNode();
    line.put("doc_id", item.docId());
    line.set("doc", item.document());
    line.put("target", item.target());
    arguments(line.putObject("arguments"), item.request());
    ArrayNode responses = line.putArray("resps");
    ArrayNode filtered = line.putArray("filtered_resps");
    if (scores != null) {
      responses(answered.response(), scores, responses, filtered);
    }
    line.put("filter", filter);
    ArrayNode metrics = line.putArray("metrics");
    for (MetricDefinition metric : task.scoring().metrics()) {
      metrics.add(metric.metric());
    }
    line.put("doc_hash", Sha256.of(PythonJson.indented(item.document())));
    line.put("prompt_hash", answered.promptDigest());
    line.put("target_hash", Sha256.of(item.target()));
    if (scores != null) {
      scores.values().forEach(value -> line.put(value.metric(), value.value().value()));
    } else if (answered.response() instanceof Response.Failure failure) {
      line.put("error", failure.code());
    }
    return PythonJson.line(line);
  }

  private void arguments(ObjectNode arguments, Request request) {
    if (request instanceof Request.Choices asked) {
      for (Request.Choice choice : asked.choices()) {
        argument(arguments, form.text(choice.context())).put("arg_1", choice.continuation());
      }
      for (Request.Choice choice : asked.unconditional()) {
        argument(arguments, choice.context().text()).put("arg_1", choice.continuation());
      }
    } else if (request instanceof Request.Completion asked) {
      argument(arguments, form.text(asked.prompt())).set("arg_1", settings(asked.settings()));
    } else if (request instanceof Request.Rolling asked) {
      argument(arguments, asked.text());
    }
  }

  private static ObjectNode argument(ObjectNode arguments, String first) {
    return arguments.putObject("gen_args_" + arguments.size()).put("arg_0", first);
  }

  /** The harness's generation_kwargs. */
  static ObjectNode settings(CompletionSettings settings) {
    ObjectNode json = JSON.createObjectNode();
    settings.until().forEach(json.putArray("until")::add);
    json.put("max_gen_toks", settings.maxTokens());
    json.put("do_sample", settings.temperature() > 0);
    json.put("temperature", settings.temperature());
    if (settings.temperature() > 0) {
      json.put("top_p", settings.topP()).put("top_k", settings.topK());
    }
    return json;
  }

  private static void responses(
      Response response, ItemScores scores, ArrayNode responses, ArrayNode filtered) {
    if (response instanceof Response.Choices choices) {
      logLikelihoods(choices.choices(), responses, filtered);
      logLikelihoods(choices.unconditional(), responses, filtered);
    } else if (response instanceof Response.Completions completions) {
      completions.texts().forEach(responses.addArray()::add);
      scores.filtered().forEach(filtered::add);
    } else if (response instanceof Response.Rolling rolling) {
      String logLikelihood = PythonJson.number(rolling.logLikelihood());
      responses.addArray().add(logLikelihood);
      filtered.add(logLikelihood);
    }
  }

  private static void logLikelihoods(
      List<Response.ChoiceScore> choices, ArrayNode responses, ArrayNode filtered) {
    for (Response.ChoiceScore choice : choices) {
      String logLikelihood = PythonJson.number(choice.logLikelihood());
      String greedy = choice.greedy() ? "True" : "False";
      responses.addArray().addArray().add(logLikelihood).add(greedy);
      filtered.addArray().add(logLikelihood).add(greedy);
    }
  }
}
