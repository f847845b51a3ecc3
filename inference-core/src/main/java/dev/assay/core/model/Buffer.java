package dev.assay.core.model;

import dev.assay.core.kernel.Rows;

/** Rows that grow to the largest batch seen and are used again by the next. */
final class Buffer {
  private final int columns;
  private int capacity;
  private Rows rows;

  Buffer(int columns) {
    this.columns = columns;
  }

  /** At least {@code count} rows; their content is what the last user left. */
  Rows rows(int count) {
    if (rows == null || count > capacity) {
      capacity = count;
      rows = Rows.allocate(count, columns);
    }
    return rows;
  }
}
