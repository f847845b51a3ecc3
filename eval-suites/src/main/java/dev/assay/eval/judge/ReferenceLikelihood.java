package dev.assay.eval.judge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.document.Document;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.document.MadeDocuments;
import dev.assay.eval.preference.JudgedPair;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import dev.assay.eval.run.ScoredTask;
import dev.assay.eval.sidebyside.AnswerPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How likely a right answer is to two models, in nats per byte, each with its own tokenizer: for
 * models that were taught no conversations. It is no preference of what they write, and is called
 * {@code likelihood}.
 */
public final class ReferenceLikelihood {
  /** Nats per byte by which one has to be likelier. */
  static final double MARGIN = 0.01;

  private static final String SET = "references";

  private final Map<String, Document> documents = new LinkedHashMap<>();
  private final boolean chat;

  /**
   * Of the references of some pairs, each prompt's once.
   *
   * @param chat whether the model is asked in conversations
   */
  public ReferenceLikelihood(List<AnswerPair> pairs, boolean chat) {
    this.chat = chat;
    for (AnswerPair pair : pairs) {
      if (!pair.reference().isEmpty() && !documents.containsKey(pair.promptId())) {
        documents.put(pair.promptId(), new Document(documents.size(), fields(pair, chat), null));
      }
    }
  }

  private static ObjectNode fields(AnswerPair pair, boolean chat) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("prompt", pair.request());
    // A text goes on after a space, where it does not end in white space; a turn begins with none.
    boolean spaced = chat || pair.request().isEmpty() || endsInWhiteSpace(pair.request());
    fields.put("reference", spaced ? pair.reference() : " " + pair.reference());
    ObjectNode traits = fields.putObject("traits");
    if (!pair.category().isEmpty()) {
      traits.put("category", pair.category());
    }
    return fields;
  }

  private static boolean endsInWhiteSpace(String text) {
    return Character.isWhitespace(text.codePointBefore(text.length()));
  }

  /** No pair has a right answer. */
  public boolean isEmpty() {
    return documents.isEmpty();
  }

  /** The task of scoring them. */
  public static Task task(TaskCatalog catalog) {
    return catalog.task("judge/_likelihood.yaml", "likelihood_of_" + SET, SET);
  }

  /** Its documents. */
  public DocumentSource documents() {
    MadeDocuments made = new MadeDocuments("references");
    made.add(
        SET, "references, " + (chat ? "as turns" : "as texts"), List.copyOf(documents.values()));
    return made;
  }

  /**
   * Of each prompt that has a reference, log-likelihood per byte of it.
   *
   * @param task {@link #task}, scored
   */
  public Map<String, Double> perByte(ScoredTask task) {
    Map<Integer, AnsweredItem> items = new HashMap<>();
    task.items().forEach(item -> items.put(item.docId(), item));
    Map<String, Double> found = new HashMap<>();
    documents.forEach(
        (prompt, document) -> {
          AnsweredItem item = items.get(document.number());
          if (item != null && item.response() instanceof Response.Choices choices) {
            Response.ChoiceScore score = choices.choices().get(0);
            found.put(prompt, score.logLikelihood() / Math.max(1, score.bytes()));
          }
        });
    return found;
  }

  /**
   * One per pair; unparsed where a prompt has no reference, or a model failed.
   *
   * @param perByte of each model by its name, {@link #perByte}
   */
  public static List<JudgedPair> verdicts(
      List<AnswerPair> pairs, Map<String, Map<String, Double>> perByte) {
    List<JudgedPair> verdicts = new ArrayList<>();
    for (AnswerPair pair : pairs) {
      Double candidate = perByte.getOrDefault(pair.candidate(), Map.of()).get(pair.promptId());
      Double baseline = perByte.getOrDefault(pair.baseline(), Map.of()).get(pair.promptId());
      if (candidate == null || baseline == null) {
        verdicts.add(new JudgedPair.Unparsed());
      } else {
        double difference = candidate - baseline;
        double likelier = difference > MARGIN ? 1 : difference < -MARGIN ? 0 : 0.5;
        verdicts.add(new JudgedPair.BothOrders(likelier, 1 - likelier));
      }
    }
    return verdicts;
  }
}
