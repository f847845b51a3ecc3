package dev.assay.eval.gate.settings;

/**
 * A tracking server that is told what a gate found.
 *
 * @param uri of its root, e.g. {@code http://mlflow:5000}
 * @param experiment name; made where it is not there
 */
public record MlflowSettings(String uri, String experiment) {}
