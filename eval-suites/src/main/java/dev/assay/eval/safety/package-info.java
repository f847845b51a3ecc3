/**
 * What a model's answers to safety sets say, as a report for people and as JSON. It reads scores of
 * runs and computes none of its own but intervals; no text of a set or an answer is in it.
 */
package dev.assay.eval.safety;
