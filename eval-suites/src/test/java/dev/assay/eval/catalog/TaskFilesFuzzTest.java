package dev.assay.eval.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.testing.Fuzzing;
import dev.assay.core.testing.Mutations;
import dev.assay.eval.document.Document;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.document.DocumentSplit;
import dev.assay.eval.filter.AnswerFilter;
import dev.assay.eval.filter.FilterDefinition;
import dev.assay.eval.item.Item;
import dev.assay.eval.prompt.DocumentLimit;
import dev.assay.eval.prompt.ItemBuilder;
import dev.assay.eval.prompt.ItemSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every changed task file is a task whose items can be made and whose filters can be applied, or is
 * refused by an error that says what is wrong and where; never another exception, a hang, or memory
 * beyond a multiple of the file.
 */
class TaskFilesFuzzTest {
  private static final String CHOICES =
      """
      task: choices
      task_alias: Choices
      tag: [one, two]
      dataset_path: json
      dataset_name: main
      dataset_kwargs: {data_files: {test: questions.jsonl}}
      training_split: train
      test_split: test
      output_type: multiple_choice
      description: "Questions about {{subject}}.\\n\\n"
      doc_to_text: "Q: {{question.strip()}}\\nA:"
      doc_to_target: label
      doc_to_choice: "{{choices}}"
      num_fewshot: 2
      fewshot_delimiter: "\\n\\n"
      fewshot_config:
        sampler: first_n
      metric_list:
        - metric: acc
          aggregation: mean
          higher_is_better: true
      metadata: {version: 1.0}
      """;

  private static final String COMPLETION =
      """
      task: completion
      dataset_path: json
      validation_split: validation
      output_type: generate_until
      doc_to_text: '{{ "Q: " ~ question | upper }}'
      doc_to_target: "{{choices[label]}}"
      generation_kwargs:
        until: ["\\n", "Q:"]
        max_gen_toks: 20
        do_sample: false
        temperature: 0.0
      repeats: 1
      filter_list:
        - name: strict
          filter:
            - function: regex
              regex_pattern: "(-?[0-9.]+)|([A-Z])"
              group_select: -1
            - function: take_first
        - name: mapped
          filter:
            - {function: map, mapping_dict: {a: b}, default_value: x}
            - {function: lowercase}
            - {function: majority_vote}
      metric_list:
        - {metric: exact_match, aggregation: mean, ignore_case: true, regexes_to_ignore: [",", "\\\\$"]}
      """;

  private static final String[] WORDS = {
    "&a ",
    "*a",
    "<<: *a",
    "!function utils.process",
    "!!int ",
    "!!binary ",
    "? ",
    "- ",
    "[",
    "{",
    "{a: ",
    "|\n  ",
    "%YAML 1.1\n---\n",
    "---\n",
    "null",
    "\"\\x\"",
    "'{{ x'",
    "\"{{question}}\"",
    "include: other.yaml\n",
    "include: \"a\\0b\"\n",
    "task: \"x\\0y\"\n",
    "\"\\0\"",
    "group: g\n",
    "process_results: !function utils.p\n",
    "doc_to_text: 0\n",
    "should_decontaminate: true\n",
    "use_prompt: x\n",
    "(?i)(a+)+$",
    "(?P<n>",
    "[[:alpha:]]",
    "0x",
    "-0b1",
    "190:20:30",
    ".inf",
    ".nan"
  };

  @TempDir private Path folder;

  @Test
  void taskFiles() {
    Path file = folder.resolve("task.yaml");
    Map<String, Integer> outcomes =
        Fuzzing.of("task file", Mutations.ofTexts(List.of(CHOICES, COMPLETION), WORDS))
            .refusing(TaskFileException.class)
            .allocating(64 << 20, 400)
            .run(
                bytes -> {
                  Files.write(file, bytes);
                  use(file);
                });
    assertThat(outcomes).containsKeys("read", "TaskFileException");
  }

  private static void use(Path file) throws TaskFileException {
    TaskIndex index = new TaskIndex();
    TaskResolver resolver = new TaskResolver(index.files());
    String name = index.addFile(file);
    if (index.groups().containsKey(name)) {
      new TaskSelection(index, resolver).select(List.of(name), OptionalInt.empty());
      return;
    }
    Task task = resolver.task(name, index.tasks().get(name));
    TaskCheck check =
        new TaskChecks(resolver, KnownScoring.registered()).check(name, index.tasks().get(name));
    if (check.runnable()) {
      for (FilterDefinition filter : task.scoring().filters()) {
        AnswerFilter.of(filter)
            .of(List.of("A 12 b", "", "Q: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"), List.of("a", "b"));
      }
      items(task);
    }
  }

  /** Items of documents that fit the sound tasks; others fail one by one, not together. */
  private static void items(Task task) throws AssayException {
    List<Item> items =
        new ItemBuilder(task, Math.min(task.defaultShots(), 1), DOCUMENTS, ItemSettings.harness())
            .items(DocumentLimit.all());
    if (task.processDocuments() == null) {
      assertThat(items).hasSize(3);
    }
  }

  private static final DocumentSource DOCUMENTS =
      (dataset, split) -> new DocumentSplit(List.of(document(0), document(1), broken()), List.of());

  private static Document broken() {
    return new Document(2, null, "the line is no JSON object: x");
  }

  private static Document document(int number) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    fields.put("question", " why? ").put("subject", "life").put("label", number);
    fields.putArray("choices").add("a").add("b");
    return new Document(number, fields, null);
  }
}
