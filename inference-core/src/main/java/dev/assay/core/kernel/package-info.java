/**
 * The arithmetic, and nothing else: matrix products per weight encoding, norms, activations,
 * convolution, the recurrence, attention's pieces. One plain-Java definition, one Vector API
 * implementation per width, equal to the bit. The only package that touches {@code
 * jdk.incubator.vector}.
 */
package dev.assay.core.kernel;
