/**
 * Text in, text out: chat messages as the prompts of their model, stop strings that tokens do not
 * respect, and what a generation said.
 */
package dev.assay.core.generation;
