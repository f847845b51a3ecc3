/**
 * How the next token of a generation is chosen from its distribution: settings, the order in which
 * they apply, and draws that depend on a seed and nothing else.
 */
package dev.assay.core.sampling;
