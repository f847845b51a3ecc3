/**
 * From documents to the exact text a model sees, byte for byte that of the field's reference
 * harness.
 */
package dev.assay.eval.prompt;
