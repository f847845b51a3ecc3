/** Tasks as the field's reference harness (lm-evaluation-harness) writes them. */
package dev.assay.eval.harness;
