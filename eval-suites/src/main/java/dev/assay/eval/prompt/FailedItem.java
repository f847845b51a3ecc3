package dev.assay.eval.prompt;

/**
 * A document that no question can be made of.
 *
 * @param errorCode one of {@code broken_row}, {@code missing_field}, {@code bad_choices}, {@code
 *     bad_target}
 * @param message what is wrong, with the values
 */
public record FailedItem(String task, int docId, String errorCode, String message)
    implements Item {}
