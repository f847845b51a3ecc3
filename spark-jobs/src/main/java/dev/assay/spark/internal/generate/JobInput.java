package dev.assay.spark.internal.generate;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Rows that a job answers. */
public interface JobInput {
  /**
   * What tells these rows from others, by name: equal content, equal rows.
   *
   * @throws dev.assay.core.error.AssayException of kind DATA or USAGE where there are none to read
   */
  Map<String, String> content(SparkSession spark);

  /** The rows. */
  Dataset<Row> read(SparkSession spark);
}
