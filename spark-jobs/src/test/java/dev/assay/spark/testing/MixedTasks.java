package dev.assay.spark.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A user's folder with a task that chooses, one that generates and one of whole texts. */
public final class MixedTasks {
  public static final List<String> NAMES = List.of("picks", "says", "texts");

  private MixedTasks() {}

  /** Writes the task files, and their documents beside them. */
  public static Path write(Path tasks, int documents) throws IOException {
    Files.createDirectories(tasks);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      lines.add(
          "{\"text\": \"a boat and %d stones\", \"many\": [\"few\", \"many\"], \"right\": %d}"
              .formatted(i % 7, i % 2));
    }
    Files.write(tasks.resolve("documents.jsonl"), lines);
    write(
        tasks,
        "picks",
        """
        output_type: multiple_choice
        doc_to_text: "{{text}}:"
        doc_to_choice: "{{many}}"
        doc_to_target: right
        metric_list:
          - metric: acc
        """);
    write(
        tasks,
        "says",
        """
        output_type: generate_until
        doc_to_text: "{{text}}"
        doc_to_target: "{{many[right]}}"
        generation_kwargs:
          until: ["\\n"]
          max_gen_toks: 3
          do_sample: false
        metric_list:
          - metric: exact_match
          - metric: sentiment_vader
          - metric: toxicity_profanity_svm
          - metric: refusal_xstest_strmatch
        """);
    write(
        tasks,
        "texts",
        """
        output_type: loglikelihood_rolling
        doc_to_text: ""
        doc_to_target: "{{text}}"
        metric_list:
          - metric: word_perplexity
        """);
    return tasks;
  }

  private static void write(Path folder, String task, String rest) throws IOException {
    Files.writeString(
        folder.resolve(task + ".yaml"),
        """
        task: %s
        dataset_path: json
        dataset_kwargs:
          data_files:
            test: documents.jsonl
        test_split: test
        %s"""
            .formatted(task, rest));
  }
}
