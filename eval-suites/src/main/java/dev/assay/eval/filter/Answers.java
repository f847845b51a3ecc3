package dev.assay.eval.filter;

import java.util.List;

/**
 * An item's answers between two steps.
 *
 * @param single one text that is no list any more, after {@code take_first}
 * @param choices of the document; may be empty
 * @param opening of the program that an answer continues; may be empty
 */
record Answers(List<String> texts, boolean single, List<String> choices, String opening) {
  Answers {
    texts = List.copyOf(texts);
  }

  /** To Python a text is a list of its characters, and so the harness's steps take one. */
  Answers asList() {
    return single ? with(texts.get(0).codePoints().mapToObj(Character::toString).toList()) : this;
  }

  Answers with(List<String> others) {
    return new Answers(others, false, choices, opening);
  }
}
