/** Scores computed from stored answers and nothing else, by the reference harness's formulas. */
package dev.assay.eval.metric;
