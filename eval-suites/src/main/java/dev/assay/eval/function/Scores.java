package dev.assay.eval.function;

import java.util.Map;

/** Functions of task folders that have to do with scores. */
final class Scores {
  private Scores() {}

  static Map<String, TaskFunction> functions() {
    TaskFunction result = new TaskFunction.OfResults();
    TaskFunction score = new TaskFunction.OfScores();
    return Map.of(
        "ifeval", result,
        "truthfulqa_mc2", result,
        "crows_pairs", result,
        "wikitext.process_results",
            new TaskFunction.OfCountedText(document -> Columns.text(document, "page")),
        "agg_inst_level_acc", score,
        "humaneval.program",
            new TaskFunction.OfPrograms(document -> Columns.text(document, "prompt")),
        "mbpp.program", new TaskFunction.OfPrograms(document -> ""),
        "weighted_f1_score", score);
  }
}
