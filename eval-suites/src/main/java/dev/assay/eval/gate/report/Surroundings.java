package dev.assay.eval.gate.report;

import java.util.Optional;

/**
 * Where and with what a gate was decided.
 *
 * @param revision of the caller's sources
 * @param buildUrl page of the build that called
 */
public record Surroundings(
    String assayVersion,
    String sparkVersion,
    String javaVersion,
    Optional<String> revision,
    Optional<String> buildUrl) {}
