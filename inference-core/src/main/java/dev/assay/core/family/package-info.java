/**
 * Families of models as values: everything in which one differs from another, read by whoever reads
 * configurations, checks and loads tensors, assembles models or speaks to them. No code asks which
 * family it has before it; it asks the family.
 */
package dev.assay.core.family;
