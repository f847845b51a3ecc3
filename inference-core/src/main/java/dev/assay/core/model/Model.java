package dev.assay.core.model;

/** A configuration and the weights that belong to it. Immutable. */
public record Model(ModelConfiguration configuration, Weights weights) {}
