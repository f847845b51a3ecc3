/**
 * A model on a page: configuration as data, immutable weights, and one forward pass over a token
 * forest. Knows no file format; families are values, not subclasses.
 */
package dev.assay.core.model;
