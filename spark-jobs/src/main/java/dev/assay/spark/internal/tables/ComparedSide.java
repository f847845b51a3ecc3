package dev.assay.spark.internal.tables;

import org.apache.spark.sql.Row;

/**
 * A run that is compared, or a reference.
 *
 * @param place folder of tables and id of the run; files of the reference
 * @param model folder of its model; null for a reference
 * @param quantization of its large weight matrices; null for a reference
 */
public record ComparedSide(String place, String model, String quantization) {

  /** A complete run. */
  public static ComparedSide of(RunTables tables, String runId) {
    Row run = tables.run(runId);
    int quantization = run.fieldIndex("quantization");
    return new ComparedSide(
        new RunFolder(tables.output(), runId).toString(),
        run.getString(run.fieldIndex("model")),
        run.isNullAt(quantization) ? "none" : run.getString(quantization));
  }
}
