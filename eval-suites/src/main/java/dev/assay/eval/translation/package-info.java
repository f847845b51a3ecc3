/**
 * Scores of texts against reference texts as sacrebleu 2 computes them with its defaults: BLEU,
 * chrF, chrF++ and TER.
 */
package dev.assay.eval.translation;
