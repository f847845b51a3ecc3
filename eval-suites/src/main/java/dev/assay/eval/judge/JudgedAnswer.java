package dev.assay.eval.judge;

import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Item;
import dev.assay.eval.item.Reference;
import dev.assay.eval.item.Request;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer to be judged, or two to be compared.
 *
 * @param number among the judgements of its set, from 0 and without gaps
 * @param request what was asked, before any chat template
 * @param answers in the order in which they are shown
 * @param traits of the request, e.g. its category, and of the judgement, e.g. the order
 */
public record JudgedAnswer(
    int number, String request, List<String> answers, Map<String, String> traits) {
  public JudgedAnswer {
    answers = List.copyOf(answers);
    traits = Map.copyOf(traits);
  }

  /** One answer. */
  public JudgedAnswer(int number, String request, String answer, Map<String, String> traits) {
    this(number, request, List.of(answer), traits);
  }

  /**
   * The answers to a set: those of an item one after the other. Items that failed have none.
   *
   * @param items as they were asked
   * @param answered the same items of the same task, in any order
   */
  public static List<JudgedAnswer> of(List<Item> items, List<AnsweredItem> answered) {
    Map<Integer, String> requests = new HashMap<>();
    for (Item item : items) {
      if (item instanceof AskedItem asked
          && asked.request() instanceof Request.Completion completion) {
        requests.put(asked.docId(), completion.prompt().text());
      }
    }
    List<JudgedAnswer> answers = new ArrayList<>();
    for (AnsweredItem item :
        answered.stream().sorted(Comparator.comparingInt(AnsweredItem::docId)).toList()) {
      List<String> texts = texts(item);
      for (int sample = 0; sample < texts.size(); sample++) {
        answers.add(
            new JudgedAnswer(
                answers.size(),
                requests.get(item.docId()),
                texts.get(sample),
                traits(item, sample)));
      }
    }
    return answers;
  }

  private static List<String> texts(AnsweredItem item) {
    return item.response() instanceof Response.Completions completions
        ? completions.texts()
        : List.of();
  }

  /** Those of the request, and which answer it is: document and sample. */
  private static Map<String, String> traits(AnsweredItem item, int sample) {
    Reference reference = item.reference();
    Map<String, String> traits = new TreeMap<>(reference == null ? Map.of() : reference.traits());
    traits.put("item", item.docId() + "/" + sample);
    return traits;
  }
}
