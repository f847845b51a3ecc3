package dev.assay.eval.metric;

import dev.assay.eval.item.Reference.RightTexts;
import dev.assay.eval.mathematics.AnswerEquality;
import dev.assay.eval.mathematics.StrippedEquality;
import dev.assay.eval.metric.ItemValue.Number;
import dev.assay.eval.response.AnsweredItem;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Whether a completion's answer to a mathematical problem is the right one.
 *
 * @param names of the metrics
 * @param verdicts from completion and right answer to the metrics
 */
record MathAnswer(
    String name, List<String> names, BiFunction<String, String, List<Boolean>> verdicts)
    implements ResultFunction {
  private static final String EQUAL = "exact_match_string";
  private static final String BY_TEXT = "decided_by_text";

  /** As task files name them. */
  static List<ResultFunction> all() {
    return List.of(
        new MathAnswer(
            "hendrycks_math",
            List.of("exact_match"),
            (answer, right) -> List.of(StrippedEquality.ofMath(answer, right))),
        new MathAnswer(
            "agieval_math",
            List.of("acc"),
            (answer, right) -> List.of(StrippedEquality.ofAgieval(answer, right))),
        byText("minerva_math", AnswerEquality::ofSolution),
        byText("agieval_math_string", AnswerEquality::ofShortAnswer));
  }

  private static ResultFunction byText(
      String name, BiFunction<String, String, AnswerEquality> equality) {
    return new MathAnswer(
        name,
        List.of(EQUAL, BY_TEXT),
        (answer, right) -> {
          AnswerEquality equal = equality.apply(answer, right);
          return List.of(equal.equal(), equal.decidedByText());
        });
  }

  @Override
  public OutputType outputType() {
    return OutputType.GENERATE_UNTIL;
  }

  @Override
  public List<KnownMetric> metrics() {
    return names.stream()
        .map(metric -> new KnownMetric(metric, Number.class, "mean", true, Set.of(outputType())))
        .toList();
  }

  @Override
  public List<ItemValue> values(AnsweredItem item, List<String> filtered) {
    if (!(item.reference() instanceof RightTexts right) || filtered.isEmpty()) {
      throw UnfitItem.of(item, "a completion and a right answer");
    }
    Stream<Boolean> found = verdicts.apply(filtered.get(0), right.texts().get(0)).stream();
    return found.map(verdict -> (ItemValue) new Number(verdict ? 1 : 0)).toList();
  }
}
