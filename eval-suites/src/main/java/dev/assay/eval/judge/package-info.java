/**
 * Answers as documents that a model judges. A judgement is a choice like any other: the judge reads
 * a request and an answer, and its replies are scored.
 */
package dev.assay.eval.judge;
