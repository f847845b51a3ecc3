package dev.assay.eval.task;

import java.util.List;

/**
 * How a document becomes a multiple-choice question. Templates are Mustache without escaping; the
 * sections {@code strip}, {@code capitalize} and {@code clean_wikihow} transform the text in them.
 *
 * @param description before everything, with its own line ends; may be empty
 * @param columns derived before the templates are filled, in order
 * @param question template of the question, up to the answer
 * @param choices templates of the choices; empty where {@code choiceColumn} is given
 * @param choiceColumn a column holding the list of choices; null where {@code choices} is given
 * @param target the column with the right choice: its index, as a number or digits, or its letter
 * @param targetDelimiter between question and answer
 */
public record PromptDefinition(
    String description,
    List<DerivedColumn> columns,
    String question,
    List<String> choices,
    String choiceColumn,
    String target,
    String targetDelimiter) {
  public PromptDefinition {
    description = description == null ? "" : description;
    columns = columns == null ? List.of() : List.copyOf(columns);
    RequiredKey.of(question, "question");
    choices = choices == null ? List.of() : List.copyOf(choices);
    if (choices.isEmpty() == (choiceColumn == null)) {
      throw new IllegalArgumentException("give either 'choices' or 'choice_column'");
    }
    RequiredKey.of(target, "target");
    targetDelimiter = targetDelimiter == null ? " " : targetDelimiter;
  }
}
