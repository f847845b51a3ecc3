/**
 * Scores of texts by themselves, without a reference: how toxic, how positive, whether a refusal.
 * Each bears the name of who makes it, for a score says as much of its scorer as of the text.
 */
package dev.assay.eval.scorer;
