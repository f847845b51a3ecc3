package dev.assay.eval.item;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A document as a question.
 *
 * @param request what the model is asked
 * @param reference what its answer is held against
 * @param document the row, as the task's functions left it
 */
public record AskedItem(
    String task, int docId, Request request, Reference reference, JsonNode document)
    implements Item {}
