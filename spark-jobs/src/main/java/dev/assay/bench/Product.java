package dev.assay.bench;

/**
 * A product of the kernels with weights of one form, all threads.
 *
 * @param weights {@code float32}, {@code bfloat16}, {@code int8}, or a GGUF file's type in small
 *     letters
 * @param rows of the left operand
 * @param inputs columns of the left operand
 * @param outputs columns of the product
 * @param flopsPerSecond operations, a multiply-add being two
 * @param shareOfFlops of the ceiling of all threads
 * @param shareOfBandwidth bytes of weights read per second, as a share of the ceiling of all
 *     threads
 */
public record Product(
    String weights,
    int rows,
    int inputs,
    int outputs,
    Rate flopsPerSecond,
    Rate shareOfFlops,
    Rate shareOfBandwidth) {}
