/**
 * tokenizer.json and SentencePiece .model, each by its own algorithm: text to ids and back, equal
 * to the originals' ids.
 */
package dev.assay.core.tokenizer;
