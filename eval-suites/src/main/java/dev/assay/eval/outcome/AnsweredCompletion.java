package dev.assay.eval.outcome;

/**
 * An item as it was asked and what was generated.
 *
 * @param promptDigest sha256 of the prompt, hexadecimal; null where there is none
 */
public record AnsweredCompletion(String promptDigest, CompletionOutcome outcome) {}
