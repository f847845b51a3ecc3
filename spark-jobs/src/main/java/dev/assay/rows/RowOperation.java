package dev.assay.rows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;
import java.util.Set;

/** What is done with every row. */
interface RowOperation {

  /** Names of all fields that an answer may have. */
  Set<String> answerFields();

  /**
   * Starts a row; called for one row after the other.
   *
   * @throws dev.assay.core.error.AssayException of kind REQUEST where the row cannot be answered
   */
  PendingAnswer start(RowFields row);

  /** Tokens that went into the answers so far; empty where answers have none. */
  OptionalLong tokens();

  /** An answer that may still be under way. */
  interface PendingAnswer {
    /**
     * Waits, and answers with the fields that the row gets.
     *
     * @throws dev.assay.core.error.AssayException of kind REQUEST where the row cannot be answered
     */
    ObjectNode await();
  }
}
