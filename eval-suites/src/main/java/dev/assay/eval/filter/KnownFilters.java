package dev.assay.eval.filter;

import java.util.List;

/** Which steps filters can have. */
public final class KnownFilters {
  /**
   * The harness's names, of its steps that make texts of texts, and of the classes of its task bbh.
   */
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
          ProgramSteps.CODE_BLOCK,
          KnownFilters.BBH_OPTIONS,
          "bbh_map_regex",
          "bbh_number",
          KnownFilters.BBH_WORDS);

  static final String BBH_OPTIONS = "bbh_multi_choice_regex";
  static final String BBH_WORDS = "bbh_word_sort";

  private KnownFilters() {}
}
