package dev.assay.eval.response;

import dev.assay.core.digest.Sha256;
import dev.assay.eval.program.Verdict;
import java.util.List;
import java.util.Map;

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

  /**
   * Of a request for completions, one per sample, in order; at least one.
   *
   * @param verdicts of programs that were made of them and run, by {@link #digest}; empty where
   *     nothing was run
   */
  record Completions(List<String> texts, Map<String, Verdict> verdicts) implements Response {
    public Completions {
      texts = List.copyOf(texts);
      verdicts = Map.copyOf(verdicts);
    }

    public Completions(List<String> texts) {
      this(texts, Map.of());
    }

    /** Sha256 of a program's text: equal programs have one verdict. */
    public static String digest(String program) {
      return Sha256.of(program);
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
