package dev.assay.eval.function;

import java.util.Map;

/** Functions of task folders that have to do with scores. */
final class Scores {
  private Scores() {}

  static Map<String, TaskFunction> functions() {
    TaskFunction result = new TaskFunction.OfResults();
    TaskFunction score = new TaskFunction.OfScores();
    return Map.ofEntries(
        Map.entry("ifeval", result),
        Map.entry("truthfulqa_mc2", result),
        Map.entry("crows_pairs", result),
        Map.entry("hendrycks_math", result),
        Map.entry("minerva_math", result),
        Map.entry("agieval_math", result),
        Map.entry("agieval_math_string", result),
        Map.entry("as_output_type", new TaskFunction.OfOutputType()),
        Map.entry(
            "wikitext.process_results",
            new TaskFunction.OfCountedText(document -> Columns.text(document, "page"))),
        Map.entry("agg_inst_level_acc", score),
        Map.entry(
            "humaneval.program",
            new TaskFunction.OfPrograms(document -> Columns.text(document, "prompt"))),
        Map.entry("mbpp.program", new TaskFunction.OfPrograms(document -> "")),
        Map.entry("weighted_f1_score", score),
        Map.entry("bbh_multi_choice_regex", score),
        Map.entry("bbh_map_regex", score),
        Map.entry("bbh_number", score),
        Map.entry("bbh_word_sort", score));
  }
}
