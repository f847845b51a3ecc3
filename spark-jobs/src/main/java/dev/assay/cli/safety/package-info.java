/**
 * {@code assay safety}: what a model answers to safety sets, and how far rules of refusal can be
 * trusted.
 */
package dev.assay.cli.safety;
