package dev.assay.eval.runreport;

import java.util.Locale;

/** Why somebody should look at an item. */
public enum ItemReason {
  WRONG_AND_CONFIDENT(
      "wrong and confident",
      "The most probable choice is wrong, and leads the next one by half of the choices'"
          + " probability or more: first those that lead by most. A wrong key of the set, or a"
          + " prompt that misleads, is found here."),
  RIGHT_AND_UNSURE(
      "right and unsure",
      "The most probable choice is right, and leads the next one by less than a tenth of the"
          + " choices' probability: first those that lead by least."),
  WRONG_TEXT(
      "wrong text",
      "What was generated is not what the first metric asks for: a filter that misses right answers"
          + " is found here. No probability is stored of generated texts; items are in their"
          + " order."),
  TIE(
      "tie",
      "Several choices share the greatest log-likelihood, to the last bit; the first of them"
          + " counts, as in the harness."),
  CUT_TEXT(
      "text cut",
      "The text ended at the most tokens that the task allows, or at the model's length: its answer"
          + " may not have been reached."),
  TRUNCATED("prompt shortened", "The prompt did not fit: examples or tokens of it were left out."),
  FAILED("failed", "The item has no score; it counts neither as right nor as wrong.");

  private final String title;
  private final String meaning;

  ItemReason(String title, String meaning) {
    this.title = title;
    this.meaning = meaning;
  }

  String title() {
    return title;
  }

  String meaning() {
    return meaning;
  }

  /** As JSON and filters name it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
