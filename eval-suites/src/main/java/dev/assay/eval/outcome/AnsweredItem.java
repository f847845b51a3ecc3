package dev.assay.eval.outcome;

/**
 * An item as it was asked and answered.
 *
 * @param promptDigest sha256 of the prompt before the choices, hexadecimal; null where there is
 *     none, or nobody knows it
 */
public record AnsweredItem(String promptDigest, ItemOutcome outcome) {}
