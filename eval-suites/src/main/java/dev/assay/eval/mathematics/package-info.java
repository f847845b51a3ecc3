/** Answers to mathematical problems as texts: where they stand, and when two of them are equal. */
package dev.assay.eval.mathematics;
