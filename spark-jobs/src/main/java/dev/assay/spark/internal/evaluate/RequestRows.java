package dev.assay.spark.internal.evaluate;

import dev.assay.core.error.AssayException;
import dev.assay.eval.request.Answer;
import dev.assay.eval.request.Sample;
import dev.assay.eval.request.TokenRequest;
import dev.assay.spark.internal.chunks.ChunkedWork;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows of a committed chunk: one per request, with its samples or its error. */
final class RequestRows {
  static final String REQUEST = ChunkedWork.ROW_ID;
  static final String SAMPLES = "samples";
  static final String COMPUTED_TOKENS = "computed_tokens";
  static final String TOKENS_ALONE = "tokens_alone";
  static final String ERROR_CODE = "error_code";
  static final String ERROR_MESSAGE = "error_message";

  /** The samples' columns, named as in the table {@code samples}. */
  private static final StructType SAMPLE =
      new StructType()
          .add("choice", DataTypes.IntegerType)
          .add("unconditional", DataTypes.BooleanType)
          .add("log_likelihood", DataTypes.DoubleType)
          .add("greedy", DataTypes.BooleanType)
          .add("tokens", DataTypes.IntegerType)
          .add("code_points", DataTypes.IntegerType)
          .add("words", DataTypes.IntegerType)
          .add("bytes", DataTypes.IntegerType)
          .add("token_log_probabilities", DataTypes.createArrayType(DataTypes.DoubleType))
          .add("text", DataTypes.StringType)
          .add("finish_reason", DataTypes.StringType);

  static final StructType SCHEMA =
      new StructType()
          .add(REQUEST, DataTypes.StringType)
          .add("task", DataTypes.StringType)
          .add("doc_id", DataTypes.IntegerType)
          .add(SAMPLES, DataTypes.createArrayType(SAMPLE))
          .add(COMPUTED_TOKENS, DataTypes.LongType)
          .add(TOKENS_ALONE, DataTypes.LongType)
          .add(ERROR_CODE, DataTypes.StringType)
          .add(ERROR_MESSAGE, DataTypes.StringType);

  private RequestRows() {}

  static Row answered(TokenRequest request, Answer answer) {
    return RowFactory.create(
        request.id(),
        request.task(),
        request.docId(),
        answer.samples().stream().map(RequestRows::sample).toArray(Row[]::new),
        answer.computedTokens(),
        answer.tokensAlone(),
        null,
        null);
  }

  static Row failed(TokenRequest request, AssayException error) {
    return RowFactory.create(
        request.id(),
        request.task(),
        request.docId(),
        null,
        0L,
        0L,
        error.code(),
        error.getMessage());
  }

  private static Row sample(Sample sample) {
    List<Double> tokens = sample.tokenLogProbabilities();
    return RowFactory.create(
        sample.index(),
        sample.unconditional(),
        sample.logLikelihood(),
        sample.greedy(),
        sample.tokens(),
        sample.codePoints(),
        sample.words(),
        sample.bytes(),
        tokens == null ? null : tokens.toArray(Double[]::new),
        sample.text(),
        sample.finishReason());
  }
}
