/** Scores computed from stored outcomes and nothing else, by the reference harness's formulas. */
package dev.assay.eval.score;
