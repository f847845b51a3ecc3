package dev.assay.eval.item;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A document as a question.
 *
 * @param request what the model is asked
 * @param reference what its answer is held against
 * @param target the row's {@code doc_to_target} as Python prints it, which the harness logs
 * @param document the row, as the task's functions left it
 */
public record AskedItem(
    String task, int docId, Request request, Reference reference, String target, JsonNode document)
    implements Item {}
