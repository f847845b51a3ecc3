package dev.assay.spark.internal.tables;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * A row of a table in the making: values by the names of their columns, null where none is given.
 */
public final class TableRow {
  private final Table table;
  private final Map<String, Object> values = new HashMap<>();

  public TableRow(Table table) {
    this.table = table;
  }

  /**
   * @throws IllegalArgumentException if the table has no such column
   */
  public TableRow with(String column, Object value) {
    if (table.columns().stream().noneMatch(known -> known.name().equals(column))) {
      throw new IllegalArgumentException("the table " + table + " has no column " + column);
    }
    values.put(column, value);
    return this;
  }

  public Row row() {
    return RowFactory.create(
        table.columns().stream().map(column -> values.get(column.name())).toArray());
  }
}
