package dev.assay.eval.prompt;

/**
 * A document that no question can be made of.
 *
 * @param errorCode {@code broken_row} (no JSON object), {@code missing_field} (a column is missing
 *     or null), {@code bad_field} (a column holds no text or number), {@code bad_choices} (no list
 *     of texts), {@code bad_target} (no index of a choice), {@code broken_shot} (one of these, in a
 *     shot), {@code too_few_shots}, {@code bad_answers} (no list of texts) or {@code
 *     bad_instructions} (unknown, or without what they need)
 * @param message what is wrong, with the values
 */
public record FailedItem(String task, int docId, String errorCode, String message)
    implements Item {}
