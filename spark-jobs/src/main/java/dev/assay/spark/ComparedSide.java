package dev.assay.spark;

/**
 * A run that is compared, or a reference.
 *
 * @param place folder of tables and id of the run; files of the reference
 * @param model folder of its model; null for a reference
 * @param quantization of its large weight matrices; null for a reference
 */
public record ComparedSide(String place, String model, String quantization) {}
