/**
 * Two runs compared item by item, from stored values and nothing else. A difference of two scores
 * is judged by the items on which they differ: both runs saw the same questions.
 */
package dev.assay.eval.comparison;
