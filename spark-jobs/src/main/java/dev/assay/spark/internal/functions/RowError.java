package dev.assay.spark.internal.functions;

import dev.assay.core.error.AssayException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** What a row says that could not be answered. */
public final class RowError {
  /** {@code code}, a short name, and {@code message}: problem, cause and cure. */
  public static final StructType TYPE =
      new StructType().add("code", DataTypes.StringType).add("message", DataTypes.StringType);

  private RowError() {}

  static InternalRow row(AssayException error) {
    return new GenericInternalRow(
        new Object[] {
          UTF8String.fromString(error.code()), UTF8String.fromString(error.getMessage())
        });
  }
}
