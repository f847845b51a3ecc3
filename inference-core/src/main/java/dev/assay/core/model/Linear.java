package dev.assay.core.model;

import dev.assay.core.kernel.Matrix;

/**
 * y = W·x + b.
 *
 * @param weights [outputs × inputs]
 * @param bias one value per output; null where the layer has none
 */
public record Linear(Matrix weights, float[] bias) {}
