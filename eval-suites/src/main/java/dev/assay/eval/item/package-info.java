/**
 * What a model is asked of a document, and the reference that its answer is held against: what
 * tables hold, and nothing of files, templates and models.
 */
package dev.assay.eval.item;
