package dev.assay.spark.internal.generate;

import dev.assay.core.replica.ModelFolder;
import dev.assay.spark.internal.chunks.Chunk;
import dev.assay.spark.internal.chunks.CommittedChunks;
import dev.assay.spark.internal.functions.ModelFunction;
import dev.assay.spark.internal.progress.TaskCounts;
import dev.assay.spark.internal.settings.ReplicaSettings;
import dev.assay.spark.internal.sql.ModelCalls;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Answers that cost nothing: what is left is the work of driver, staging, commits and tables. */
record InstantAnswers(ModelFolder model) implements RowAnswers {
  private static final String ANSWER = "answer";

  /** Tokens that a row is said to have: prompt and completion. */
  private static final int TOKENS = 16;

  /** A replica that has the answer before it is asked. */
  private record InstantFunction(TaskCounts counts) implements ModelFunction {
    @Override
    public String name() {
      return "instant";
    }

    @Override
    public StructType arguments() {
      return new StructType().add("prompt", DataTypes.StringType);
    }

    @Override
    public DataType result() {
      return new StructType()
          .add("text", DataTypes.StringType)
          .add("prompt_tokens", DataTypes.IntegerType)
          .add("completion_tokens", DataTypes.IntegerType);
    }

    @Override
    public Evaluation open() {
      return new Evaluation() {
        @Override
        public Pending start(InternalRow arguments) {
          counts.countAnswered(2 * TOKENS);
          return Pending.of(
              new GenericInternalRow(new Object[] {arguments.getUTF8String(0), TOKENS, TOKENS}));
        }

        @Override
        public void close() {
          // Nothing was opened.
        }
      };
    }
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("prompt", "instant");
  }

  @Override
  public String idColumn() {
    return "id";
  }

  @Override
  public Column order(Dataset<Row> rows) {
    return functions.col("prompt");
  }

  @Override
  public Dataset<Row> answer(
      Dataset<Row> rows, ReplicaSettings replica, long started, TaskCounts counts) {
    return ModelCalls.withCall(rows, ANSWER, new InstantFunction(counts), functions.col("prompt"));
  }

  @Override
  public Column failed() {
    return functions.col(ANSWER).isNull();
  }

  @Override
  public Column promptTokens() {
    return functions.col(ANSWER).getField("prompt_tokens");
  }

  @Override
  public Column completionTokens() {
    return functions.col(ANSWER).getField("completion_tokens");
  }

  @Override
  public Optional<Path> published(OutputTable output, Chunk chunk, String file) {
    return Optional.of(output.path("chunk-%05d-%s".formatted(chunk.number(), file)));
  }

  @Override
  public void publish(OutputTable output, CommittedChunks committed, Dataset<Row> answered)
      throws IOException {
    output.moveFiles(committed, (chunk, file) -> published(output, chunk, file).orElseThrow());
  }

  @Override
  public Dataset<Row> read(SparkSession spark, OutputTable output, StructType schema) {
    return spark.read().format(output.format()).schema(schema).load(output.path());
  }
}
