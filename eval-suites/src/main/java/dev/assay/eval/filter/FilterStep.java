package dev.assay.eval.filter;

import java.util.function.UnaryOperator;

/** One step of a filter. */
@FunctionalInterface
interface FilterStep {
  Answers of(Answers answers);

  /** A step that changes each answer by itself. */
  static FilterStep ofEach(UnaryOperator<String> change) {
    return answers -> answers.with(answers.texts().stream().map(change).toList());
  }
}
