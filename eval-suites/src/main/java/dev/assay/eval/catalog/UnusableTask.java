package dev.assay.eval.catalog;

/**
 * A task that cannot be run.
 *
 * @param task its name; the file's where it has no name
 * @param code the kind of reason, e.g. {@code no_function}, {@code unknown_key}, {@code bad_yaml}
 * @param message what is wrong, with file, line and values
 */
public record UnusableTask(String task, String file, String code, String message) {}
