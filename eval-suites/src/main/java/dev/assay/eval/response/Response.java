package dev.assay.eval.response;

import java.util.List;

/** What a model answered to one item: everything that any metric needs, and nothing derived. */
public sealed interface Response {
  /** Of a request for choices, one per choice, in order. */
  record Choices(List<ChoiceScore> choices, List<ChoiceScore> unconditional) implements Response {
    public Choices {
      choices = List.copyOf(choices);
      unconditional = List.copyOf(unconditional);
    }
  }

  /**
   * @param logLikelihood natural logarithm of the choice's probability given its context
   * @param greedy every token of it was the most probable one
   * @param tokens tokens scored
   * @param codePoints Unicode code points of the choice, without the delimiter before it
   * @param bytes UTF-8 bytes of the choice, without the delimiter before it
   */
  record ChoiceScore(double logLikelihood, boolean greedy, int tokens, int codePoints, int bytes) {}

  /** Of a request for completions, one per sample, in order; at least one. */
  record Completions(List<String> texts) implements Response {
    public Completions {
      texts = List.copyOf(texts);
    }
  }

  /**
   * Of a request for a whole text.
   *
   * @param logLikelihood natural logarithm of the text's probability
   * @param words of the text, as the harness counts them
   * @param bytes of the text in UTF-8
   */
  record Rolling(double logLikelihood, int tokens, int words, int bytes) implements Response {}

  /**
   * No answer.
   *
   * @param code a table's error_code, e.g. {@code too_long}
   * @param message the same in full
   */
  record Failure(String code, String message) implements Response {}
}
