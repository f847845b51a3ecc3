package dev.assay.eval.catalog;

/**
 * How a document is written down.
 *
 * @param text the question ({@code doc_to_text}); null where the file has none
 * @param target the answer ({@code doc_to_target}); null where the file has none
 * @param choices {@code doc_to_choice}; null where the file has none
 * @param targetDelimiter between question and answer
 * @param exampleDelimiter after each solved example ({@code fewshot_delimiter})
 * @param opening what every answer begins with, a column or a template ({@code gen_prefix}); null
 *     for nothing
 */
public record PromptDefinition(
    PromptField text,
    PromptField target,
    PromptField choices,
    String targetDelimiter,
    String exampleDelimiter,
    String opening) {}
