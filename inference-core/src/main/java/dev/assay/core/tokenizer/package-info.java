/**
 * tokenizer.json, SentencePiece .model, and vocabularies given by value, each by its own algorithm:
 * text to ids and back, equal to the originals' ids.
 */
package dev.assay.core.tokenizer;
