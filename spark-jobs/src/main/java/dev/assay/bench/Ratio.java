package dev.assay.bench;

/**
 * Two figures of one run, divided.
 *
 * @param ratio a name for programs, one per kind
 * @param description in words, with the sizes that were taken
 * @param model whose figures they are; null for the machine's own
 * @param best of the best runs; where a figure has only one run, that one
 * @param median of the middle runs, likewise
 */
public record Ratio(String ratio, String description, String model, double best, double median) {}
