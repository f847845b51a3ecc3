package dev.assay.eval.gate.report;

/**
 * A run that a gate looked at.
 *
 * @param output folder of its tables
 * @param model folder of its model
 * @param fingerprint sha256 over the model's configuration and weights
 */
public record ReportedRun(
    String output, String runId, String model, String fingerprint, int numericsVersion) {}
