package dev.assay.eval.prompt;

/**
 * A question with its right answer.
 *
 * @param answer null where the document has none
 * @param text both as a prompt shows them, with what delimits them
 */
public record SolvedExample(String question, String answer, String text) {}
