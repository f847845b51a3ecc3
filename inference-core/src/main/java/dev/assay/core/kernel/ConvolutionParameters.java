package dev.assay.core.kernel;

/**
 * A depthwise causal convolution of width {@code taps.length}: {@code taps[k][channel]}, the last
 * tap weighs the row itself, the first the oldest ancestor.
 */
public record ConvolutionParameters(float[][] taps, float[] bias) {}
