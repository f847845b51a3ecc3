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
        Map.entry(
            "wikitext.process_results",
            new TaskFunction.OfCountedText(document -> Columns.text(document, "page"))),
        Map.entry("agg_inst_level_acc", score),
        Map.entry(
            "humaneval.program",
            new TaskFunction.OfPrograms(document -> Columns.text(document, "prompt"))),
        Map.entry("mbpp.program", new TaskFunction.OfPrograms(document -> "")),
        Map.entry("pass_at_k", score),
        Map.entry("pass_at_1", score),
        Map.entry("build_predictions", score),
        Map.entry("build_predictions_instruct", score),
        Map.entry("extract_code_blocks", score),
        Map.entry("weighted_f1_score", score));
  }
}
