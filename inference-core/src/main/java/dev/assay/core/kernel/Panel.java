package dev.assay.core.kernel;

/**
 * A float32 right operand that is not a weight: {@code depth} rows of {@code columns} values, row k
 * at {@code data[offset + k * stride]}. Keys of attention in tiles ([headDim][32]) and values in
 * rows ([keys][padded headDim]) are such panels. {@code columns} is a multiple of 32; the data
 * after the meaningful columns are finite.
 */
public record Panel(float[] data, int offset, int stride, int depth, int columns) {}
