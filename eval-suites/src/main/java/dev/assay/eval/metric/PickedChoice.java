package dev.assay.eval.metric;

import dev.assay.core.error.AssayException;
import dev.assay.eval.item.Reference.RightChoices;
import dev.assay.eval.metric.ItemValue.Clustered;
import dev.assay.eval.response.AnsweredItem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The choice that a model found likeliest, and what the document tells of its choices.
 *
 * @param traits of the document, by name
 */
record PickedChoice(Choices choices, Map<String, String> traits) {
  static PickedChoice of(AnsweredItem item) {
    Choices choices = Choices.of(item);
    return new PickedChoice(choices, ((RightChoices) item.reference()).traits());
  }

  int index() {
    return choices.picked();
  }

  double right() {
    return choices.right().contains(index()) ? 1 : 0;
  }

  /**
   * What the document says.
   *
   * @throws AssayException REQUEST if it says nothing
   */
  String trait(String name) {
    String value = traits.get(name);
    if (value == null) {
      throw AssayException.request(
          "bad_item",
          "an item cannot be scored",
          "its reference has no trait '" + name + "', but " + traits.keySet(),
          "score it by the task that asked it");
    }
    return value;
  }

  boolean is(String name, String value) {
    return trait(name).equals(value);
  }

  /** 1 for a choice of those that a trait lists, 0 for another. */
  double isOf(String name, int choice) {
    return Arrays.asList(trait(name).split(" ")).contains(String.valueOf(choice)) ? 1 : 0;
  }

  /**
   * @param cluster trait that names it
   */
  Clustered in(String cluster, Double... numbers) {
    return new Clustered(trait(cluster), List.of(numbers));
  }
}
