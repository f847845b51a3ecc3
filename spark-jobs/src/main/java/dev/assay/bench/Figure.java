package dev.assay.bench;

/**
 * One figure of a report, for tables with a row per figure. What does not apply is null.
 *
 * @param model whose figure it is, with its quantisation; null for the machine's own
 * @param measure what was measured
 * @param variant which of several, in a word
 * @param threads that computed
 * @param batch rows of a product or of logits, sequences that generate
 * @param position tokens read before the step
 * @param promptTokens length of the prompt or the request
 * @param unit of {@code best} and {@code median}
 * @param best of the best run; of what has one run, that one
 * @param median of the middle run, likewise
 * @param repetitions runs that were timed
 */
public record Figure(
    ModelSpeed model,
    String measure,
    String variant,
    int threads,
    Integer batch,
    Integer position,
    Integer promptTokens,
    String unit,
    double best,
    double median,
    int repetitions,
    Rate shareOfFlops,
    Rate shareOfBandwidth) {}
