package dev.assay.eval.function;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/** Functions of task folders that have to do with scores. */
final class Scores {
  private Scores() {}

  static Map<String, TaskFunction> functions() {
    TaskFunction result = new TaskFunction.OfResults();
    TaskFunction score = new TaskFunction.OfScores();
    return Map.ofEntries(
        entry("ifeval", result),
        entry("truthfulqa_mc2", result),
        entry(
            "crows_pairs",
            new TaskFunction.OfResults(null, null, List.of("bias_type", "stereo_antistereo"))),
        entry("hendrycks_math", result),
        entry("minerva_math", result),
        entry("agieval_math", result),
        entry("agieval_math_string", result),
        entry("as_output_type", new TaskFunction.OfOutputType()),
        entry(
            "wikitext.process_results",
            new TaskFunction.OfCountedText(document -> Columns.text(document, "page"))),
        entry("agg_inst_level_acc", score),
        entry(
            "humaneval.program",
            new TaskFunction.OfPrograms(document -> Columns.text(document, "prompt"))),
        entry("mbpp.program", new TaskFunction.OfPrograms(document -> "")),
        entry("pass_at_k", score),
        entry("pass_at_1", score),
        entry("build_predictions", score),
        entry("build_predictions_instruct", score),
        entry("extract_code_blocks", score),
        entry("weighted_f1_score", score),
        entry("bbh_multi_choice_regex", score),
        entry("bbh_map_regex", score),
        entry("bbh_number", score),
        entry("bbh_word_sort", score),
        // Bias in choices: the documents of these sets bring what their scores need.
        entry("bbq", new TaskFunction.OfResults(BiasQuestions.TARGETS, Traits.COLUMN)),
        entry("winogender", new TaskFunction.OfResults(null, Traits.COLUMN)),
        entry("winobias", new TaskFunction.OfResults(null, Traits.COLUMN)),
        entry("bias_score", score),
        entry("amb_bias_score", score),
        entry("clustered_mean", score));
  }
}
