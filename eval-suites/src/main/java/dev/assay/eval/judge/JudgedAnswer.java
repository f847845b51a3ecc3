package dev.assay.eval.judge;

import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.Item;
import dev.assay.eval.item.Reference;
import dev.assay.eval.item.Request;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model's answer, to be judged.
 *
 * @param number among the answers of its set, the same whichever of them failed
 * @param request what was asked, before any chat template
 * @param traits of the request, e.g. its category
 */
public record JudgedAnswer(int number, String request, String answer, Map<String, String> traits) {
  public JudgedAnswer {
    traits = Map.copyOf(traits);
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
    int most = answered.stream().mapToInt(item -> texts(item).size()).max().orElse(0);
    List<JudgedAnswer> answers = new ArrayList<>();
    for (AnsweredItem item : answered) {
      List<String> texts = texts(item);
      for (int sample = 0; sample < texts.size(); sample++) {
        answers.add(
            new JudgedAnswer(
                item.docId() * most + sample,
                requests.get(item.docId()),
                texts.get(sample),
                traits(item)));
      }
    }
    answers.sort(java.util.Comparator.comparingInt(JudgedAnswer::number));
    return answers;
  }

  private static List<String> texts(AnsweredItem item) {
    return item.response() instanceof Response.Completions completions
        ? completions.texts()
        : List.of();
  }

  private static Map<String, String> traits(AnsweredItem item) {
    Reference reference = item.reference();
    return reference == null ? Map.of() : new TreeMap<>(reference.traits());
  }
}
