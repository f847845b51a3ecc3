package dev.assay.eval.catalog;

import java.util.List;
import java.util.stream.Stream;

/** Keys of the harness's task files (its classes TaskConfig, FewshotConfig and GroupConfig). */
final class KnownKeys {
  /** Read by nobody here, and without an effect on prompts and scores. */
  static final List<String> IGNORED =
      List.of("should_decontaminate", "doc_to_decontamination_query", "unsafe_code");

  static final List<String> TASK =
      Stream.concat(
              Stream.of(
                  "task",
                  "task_alias",
                  "tag",
                  "custom_dataset",
                  "dataset_path",
                  "dataset_name",
                  "dataset_kwargs",
                  "training_split",
                  "validation_split",
                  "test_split",
                  "fewshot_split",
                  "process_docs",
                  "doc_to_text",
                  "doc_to_target",
                  "doc_to_image",
                  "doc_to_audio",
                  "doc_to_choice",
                  "process_results",
                  "use_prompt",
                  "description",
                  "target_delimiter",
                  "fewshot_delimiter",
                  "fewshot_config",
                  "num_fewshot",
                  "metric_list",
                  "output_type",
                  "generation_kwargs",
                  "repeats",
                  "filter_list",
                  "gen_prefix",
                  "metadata",
                  "include",
                  "class"),
              IGNORED.stream())
          .toList();

  static final List<String> GROUP =
      List.of("group", "group_alias", "task", "aggregate_metric_list", "metadata");

  static final List<String> FEW_SHOT =
      List.of(
          "sampler",
          "split",
          "process_docs",
          "fewshot_indices",
          "samples",
          "doc_to_text",
          "doc_to_choice",
          "doc_to_target",
          "gen_prefix",
          "fewshot_delimiter",
          "target_delimiter");

  static final List<String> AGGREGATE =
      List.of("metric", "filter_list", "aggregation", "weight_by_size");

  private KnownKeys() {}
}
