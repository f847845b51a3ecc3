/**
 * Whether a run may take the place of another: each line of a gate's configuration asks about one
 * metric of the items that both runs share, and is answered by its evidence; what all lines say is
 * the gate's verdict and exit code. From stored answers and nothing else.
 */
package dev.assay.eval.gate;
