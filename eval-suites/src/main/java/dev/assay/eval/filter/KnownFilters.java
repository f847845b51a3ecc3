package dev.assay.eval.filter;

import java.util.List;

/** Which steps filters can have. */
public final class KnownFilters {
  /** The harness's names, of its steps that make texts of texts. */
  public static final List<String> NAMES =
      List.of(
          "take_first",
          "take_first_k",
          "majority_vote",
          "regex",
          "multi_choice_regex",
          "lowercase",
          "uppercase",
          "map",
          "remove_whitespace",
          ProgramSteps.PREDICTION,
          ProgramSteps.INSTRUCTED_PREDICTION,
          ProgramSteps.CODE_BLOCK);

  private KnownFilters() {}
}
