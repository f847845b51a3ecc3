package dev.assay.spark.internal.generate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import dev.assay.spark.internal.chunks.ChunkedWork;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;

/** Columns by their exact names, whatever characters these have. */
final class Columns {
  private static final String RESERVED = "_assay_";

  private Columns() {}

  /**
   * @throws AssayException of kind USAGE where there is none of the name, or two
   */
  static StructField field(Dataset<Row> rows, String name) {
    List<StructField> fields =
        Arrays.stream(rows.schema().fields()).filter(field -> field.name().equals(name)).toList();
    if (fields.size() != 1) {
      List<String> names =
          Arrays.stream(rows.columns())
              .filter(column -> !column.equals(ChunkedWork.ROW_ID))
              .toList();
      throw new AssayException(
          ErrorKind.USAGE,
          fields.isEmpty()
              ? "column '" + name + "' does not exist"
              : "column '" + name + "' is twice there",
          "the columns are " + String.join(", ", names),
          fields.isEmpty()
              ? NearestNames.suggestion(name, names, "name one of them")
              : "rename one of the two");
    }
    return fields.get(0);
  }

  static Column of(Dataset<Row> rows, String name) {
    return named(field(rows, name).name());
  }

  static Column named(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  /**
   * @throws AssayException of kind USAGE where the rows have a column by a name of the job's own
   */
  static void refuseReserved(Dataset<Row> rows) {
    for (String column : rows.columns()) {
      if (column.toLowerCase(Locale.ROOT).startsWith(RESERVED)) {
        throw new AssayException(
            ErrorKind.USAGE,
            "the rows have a column '" + column + "'",
            "names that begin with " + RESERVED + " are the job's own",
            "rename it");
      }
    }
  }

  /**
   * @throws AssayException of kind USAGE where the rows have a column of this name
   */
  static void refuse(Dataset<Row> rows, String name, String cure) {
    for (String column : rows.columns()) {
      if (column.equalsIgnoreCase(name)) {
        throw new AssayException(
            ErrorKind.USAGE,
            "the rows have a column '" + column + "' already",
            "a column of answers would take its name",
            cure);
      }
    }
  }
}
