/** A model folder made ready to score: checkpoint, tokenizer and engine under one roof. */
package dev.assay.core.replica;
