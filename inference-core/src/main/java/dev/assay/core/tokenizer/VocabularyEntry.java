package dev.assay.core.tokenizer;

/**
 * An entry of a vocabulary; its place in the list is its id.
 *
 * @param text as the vocabulary spells it
 * @param score the higher, the sooner merged, where scores decide that; 0 where nothing asks
 */
public record VocabularyEntry(String text, float score, TokenType type) {}
