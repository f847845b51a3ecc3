package dev.assay.eval.task;

/** Task files as text, for tests of other packages. */
public final class TaskTexts {
  private TaskTexts() {}

  public static TaskDefinition parse(String yaml) {
    return TaskFiles.task("test.yaml", yaml);
  }

  /** A task with every key given, of two questions' splits in JSON Lines. */
  public static final String COMPLETE =
      """
      name: colours
      alias: Colours
      version: "1.0"
      groups: [arts]
      source:
        dataset: someone/colours
        configuration: plain
        licence: MIT
        homepage: https://example.org
        evaluated: test
        files:
          test:
            - documents: colours/test.jsonl
            - documents: colours/test-*.jsonl
            - {documents: colours/bare.jsonl, labels: colours/bare.lst, label_column: label}
          dev:
            - documents: colours/dev.jsonl
      prompt:
        description: "Colours.\\n\\n"
        columns:
          - name: answers
            each: choices
            template: "{{#strip}}{{.}}{{/strip}}"
          - name: gold
            template: "{{label}}"
            type: integer
        question: "{{question}} ->"
        choice_column: answers
        target: gold
        target_delimiter: "  "
      few_shot:
        split: dev
        sampler: first_n
        excludes_question: false
        default_shots: 2
        delimiter: "\\n---\\n"
      metrics:
        - {metric: acc, higher_is_better: true}
        - {metric: acc_norm, higher_is_better: true}
        - {metric: acc_bytes, higher_is_better: true}
      """;
}
