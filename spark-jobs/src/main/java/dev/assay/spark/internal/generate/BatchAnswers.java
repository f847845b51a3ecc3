package dev.assay.spark.internal.generate;

import dev.assay.core.generation.GenerationOptions;
import dev.assay.core.replica.ModelFolder;
import dev.assay.spark.internal.chunks.ChunkedWork;
import dev.assay.spark.internal.chunks.CommittedChunks;
import dev.assay.spark.internal.executor.ModelReference;
import dev.assay.spark.internal.openai.BatchFunction;
import dev.assay.spark.internal.progress.TaskCounts;
import dev.assay.spark.internal.settings.ReplicaSettings;
import dev.assay.spark.internal.sql.ModelCalls;
import java.io.IOException;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * The lines of OpenAI's batch files.
 *
 * @param mostPromptTokens 0 for as many as the model was made for
 * @param defaults see {@link BatchFunction}
 */
record BatchAnswers(
    ModelFolder model, boolean withoutBegin, int mostPromptTokens, GenerationOptions defaults)
    implements RowAnswers {
  static final String OUTPUT = "output.jsonl";
  static final String ERRORS = "errors.jsonl";

  private static final String LINE = "value";
  private static final String ANSWER = "answer";

  @Override
  public Map<String, String> parameters() {
    return Map.of(
        "max_new_tokens",
        String.valueOf(defaults.maxNewTokens()),
        "seed",
        String.valueOf(defaults.sampling().seed()),
        "bos",
        String.valueOf(!withoutBegin),
        "max_prompt_tokens",
        String.valueOf(mostPromptTokens),
        "skip_special_tokens",
        String.valueOf(defaults.skipsSpecialTokens()),
        "chat_template_kwargs",
        defaults.chatVariables().json());
  }

  @Override
  public String idColumn() {
    return null;
  }

  /** The body says what is asked; before it stands the line's own id. */
  @Override
  public Column order(Dataset<Row> rows) {
    return functions.get_json_object(Columns.named(LINE), "$.body");
  }

  @Override
  public Dataset<Row> answer(
      Dataset<Row> rows, ReplicaSettings replica, long started, TaskCounts counts) {
    BatchFunction function =
        new BatchFunction(
            ModelReference.of(model, replica),
            withoutBegin,
            mostPromptTokens,
            defaults,
            started,
            counts);
    return ModelCalls.withCall(rows, ANSWER, function, Columns.of(rows, LINE))
        .select(functions.col(ChunkedWork.ROW_ID), functions.col(ANSWER + ".*"));
  }

  @Override
  public Column failed() {
    return functions.col("failed");
  }

  @Override
  public Column promptTokens() {
    return functions.col("prompt_tokens");
  }

  @Override
  public Column completionTokens() {
    return functions.col("completion_tokens");
  }

  @Override
  public void publish(OutputTable output, CommittedChunks committed, Dataset<Row> answered)
      throws IOException {
    output.writeLines(committed, answered.where(functions.not(failed())).select("line"), OUTPUT);
    output.writeLines(committed, answered.where(failed()).select("line"), ERRORS);
  }

  @Override
  public Dataset<Row> read(SparkSession spark, OutputTable output, StructType schema) {
    return lines(spark, output, OUTPUT, false).union(lines(spark, output, ERRORS, true));
  }

  private static Dataset<Row> lines(
      SparkSession spark, OutputTable output, String file, boolean failed) {
    Column line = functions.col(LINE);
    String usage = "$.response.body.usage.";
    return spark
        .read()
        .text(output.path(file).toString())
        .select(
            line.as("line"),
            functions.lit(failed).as("failed"),
            tokens(line, usage + "prompt_tokens").as("prompt_tokens"),
            tokens(line, usage + "completion_tokens").as("completion_tokens"));
  }

  private static Column tokens(Column line, String path) {
    return functions.coalesce(functions.get_json_object(line, path).cast("int"), functions.lit(0));
  }
}
