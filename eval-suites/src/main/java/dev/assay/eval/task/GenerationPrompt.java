package dev.assay.eval.task;

import java.util.List;

/**
 * How a document becomes a question to be answered in text. Templates are as in {@link
 * PromptDefinition}.
 *
 * @param description before everything, with its own line ends; may be empty
 * @param columns derived before the templates are filled, in order
 * @param question template of the question, up to the answer
 * @param answer template of the right answer, which solved examples show; null where there is none,
 *     or {@code answerColumn} is given
 * @param answerColumn a column, or a field of one ({@code answer.aliases}), that holds the list of
 *     right answers; solved examples show the first. Null likewise
 * @param targetDelimiter between question and answer
 */
public record GenerationPrompt(
    String description,
    List<DerivedColumn> columns,
    String question,
    String answer,
    String answerColumn,
    String targetDelimiter) {
  public GenerationPrompt {
    description = description == null ? "" : description;
    columns = columns == null ? List.of() : List.copyOf(columns);
    RequiredKey.of(question, "question");
    if (answer != null && answerColumn != null) {
      throw new IllegalArgumentException("give either 'answer' or 'answer_column'");
    }
    targetDelimiter = targetDelimiter == null ? " " : targetDelimiter;
  }

  boolean hasAnswer() {
    return answer != null || answerColumn != null;
  }
}
