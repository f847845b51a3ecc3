package dev.assay.spark.internal.functions;

import dev.assay.core.error.AssayException;
import dev.assay.core.tokenizer.Tokenizer;
import dev.assay.spark.internal.executor.ExecutorReplicas;
import dev.assay.spark.internal.executor.ModelReference;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Counts the tokens of a text, BOS not among them. Argument: {@code text}. The count is null for a
 * text that is null or no UTF-8.
 */
public record CountTokensFunction(ModelReference model) implements ModelFunction {
  @Override
  public String name() {
    return "count_tokens";
  }

  @Override
  public StructType arguments() {
    return new StructType().add("text", DataTypes.StringType);
  }

  @Override
  public DataType result() {
    return DataTypes.IntegerType;
  }

  @Override
  public Evaluation open() {
    Tokenizer tokenizer = ExecutorReplicas.instance().tokenizer(model);
    return new Evaluation() {
      @Override
      public Pending start(InternalRow row) {
        UTF8String text = row.isNullAt(0) ? null : row.getUTF8String(0);
        try {
          return Pending.of(tokenizer.encode(Texts.checked(text, "text")).length);
        } catch (AssayException error) {
          return Pending.of(null);
        }
      }

      @Override
      public void close() {
        // A tokenizer is nobody's.
      }
    };
  }
}
