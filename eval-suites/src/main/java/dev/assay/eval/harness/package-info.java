/**
 * Tasks as the field's reference harness (lm-evaluation-harness) writes them, and answers as it
 * logs them.
 */
package dev.assay.eval.harness;
