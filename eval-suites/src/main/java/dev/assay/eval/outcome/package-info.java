/** Raw outcomes of evaluation, as the tables store them: metrics are computed from nothing else. */
package dev.assay.eval.outcome;
