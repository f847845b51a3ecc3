package dev.assay.spark.internal.functions;

import dev.assay.core.engine.TokenLogProbability;
import dev.assay.core.error.AssayException;
import dev.assay.core.generation.GeneratedText;
import dev.assay.core.tokenizer.Tokenizer;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A generation as a row's value: {@code text}, {@code finish_reason}, {@code prompt_tokens}, {@code
 * completion_tokens}, where asked for {@code token_ids} and {@code logprobs}, and {@code error},
 * null where there is an answer, as all others are where there is none.
 *
 * <p>A model without a tokenizer has ids alone: texts are null then.
 *
 * @param tokenIds whether ids are part of it
 * @param logProbabilities whether log-probabilities are, null where none were asked for
 */
record GenerationColumns(boolean tokenIds, boolean logProbabilities) {
  private static final StructType ALTERNATIVE =
      new StructType()
          .add("token", DataTypes.StringType)
          .add("token_id", DataTypes.IntegerType)
          .add("logprob", DataTypes.DoubleType);
  private static final StructType TOKEN =
      ALTERNATIVE.add("top", DataTypes.createArrayType(ALTERNATIVE));

  StructType type() {
    StructType type =
        new StructType()
            .add("text", DataTypes.StringType)
            .add("finish_reason", DataTypes.StringType)
            .add("prompt_tokens", DataTypes.IntegerType)
            .add("completion_tokens", DataTypes.IntegerType);
    if (tokenIds) {
      type = type.add("token_ids", DataTypes.createArrayType(DataTypes.IntegerType));
    }
    if (logProbabilities) {
      type = type.add("logprobs", DataTypes.createArrayType(TOKEN));
    }
    return type.add("error", RowError.TYPE);
  }

  InternalRow row(GeneratedText generated, Tokenizer tokenizer) {
    GenericInternalRow row = new GenericInternalRow(type().length());
    row.update(0, UTF8String.fromString(generated.text()));
    row.update(1, UTF8String.fromString(generated.finishReason().label()));
    row.update(2, generated.promptTokens());
    row.update(3, generated.completionTokens());
    int field = 4;
    if (tokenIds) {
      row.update(field++, ArrayData.toArrayData(generated.tokens()));
    }
    if (logProbabilities && !generated.logProbabilities().isEmpty()) {
      row.update(
          field,
          array(
              generated.logProbabilities().stream()
                  .map(token -> (Object) token(token, tokenizer))
                  .toList()));
    }
    return row;
  }

  InternalRow failure(AssayException error) {
    StructType type = type();
    GenericInternalRow row = new GenericInternalRow(type.length());
    row.update(type.fieldIndex("error"), RowError.row(error));
    return row;
  }

  private static InternalRow token(TokenLogProbability token, Tokenizer tokenizer) {
    List<Object> top =
        token.mostProbable().stream()
            .map(other -> (Object) row(other.token(), other.logProbability(), tokenizer))
            .toList();
    return new GenericInternalRow(
        new Object[] {
          text(token.token(), tokenizer), token.token(), token.logProbability(), array(top)
        });
  }

  private static InternalRow row(int token, double logProbability, Tokenizer tokenizer) {
    return new GenericInternalRow(new Object[] {text(token, tokenizer), token, logProbability});
  }

  private static UTF8String text(int token, Tokenizer tokenizer) {
    return tokenizer == null ? null : UTF8String.fromString(tokenizer.decode(new int[] {token}));
  }

  private static ArrayData array(List<Object> elements) {
    return new GenericArrayData(elements.toArray());
  }
}
