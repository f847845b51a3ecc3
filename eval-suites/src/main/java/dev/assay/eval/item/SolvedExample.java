package dev.assay.eval.item;

/**
 * A question with its right answer, before the question that is asked.
 *
 * @param question up to the answer
 * @param delimiter between question and answer
 * @param answer as the example shows it, what it begins with included; empty where the document has
 *     none
 * @param end after the answer
 */
public record SolvedExample(String question, String delimiter, String answer, String end) {
  /** As one text. */
  public String text() {
    return question + delimiter + answer + end;
  }
}
