package dev.assay.eval.data;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One row of a data file.
 *
 * @param docId number of the row in its split, from 0
 * @param fields the row as an object; null where the row is broken
 * @param error what is wrong with the row; null where it could be read
 */
public record SourceDocument(int docId, JsonNode fields, String error) {
  public boolean broken() {
    return error != null;
  }
}
