/**
 * From documents to what a model is asked: the prompt, the request, and the reference that its
 * answer is held against, byte for byte those of the field's reference harness.
 */
package dev.assay.eval.item;
