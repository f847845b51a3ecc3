/**
 * A run: the specification that its answers are a function of, and the scores that are a function
 * of its answers.
 */
package dev.assay.eval.run;
