package dev.assay.eval.item;

/**
 * A document that cannot be asked.
 *
 * @param code why, e.g. {@code broken_row}, {@code template_error}, {@code bad_target}; a table's
 *     error_code
 * @param message what is wrong, with the values
 */
public record FailedItem(String task, int docId, String code, String message) implements Item {}
