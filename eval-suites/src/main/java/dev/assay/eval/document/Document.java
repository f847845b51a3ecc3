package dev.assay.eval.document;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A row of a data set.
 *
 * @param number of the row in its split, from 0
 * @param fields by column; null where the row is broken
 * @param error what is wrong with the row; null where nothing is
 */
public record Document(int number, ObjectNode fields, String error) {
  public boolean broken() {
    return error != null;
  }
}
