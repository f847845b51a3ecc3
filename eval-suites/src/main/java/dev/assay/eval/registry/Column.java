package dev.assay.eval.registry;

/** A named column, or a field of a structure. */
public record Column(String name, ColumnType type) {}
