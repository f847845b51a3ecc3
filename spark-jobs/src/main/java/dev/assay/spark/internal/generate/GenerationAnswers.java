package dev.assay.spark.internal.generate;

import dev.assay.core.replica.ModelFolder;
import dev.assay.spark.internal.chunks.Chunk;
import dev.assay.spark.internal.chunks.ChunkedWork;
import dev.assay.spark.internal.chunks.CommittedChunks;
import dev.assay.spark.internal.progress.TaskCounts;
import dev.assay.spark.internal.settings.ReplicaSettings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** The rows of a table, each with its columns and its answer. */
record GenerationAnswers(RowGeneration generation) implements RowAnswers {
  @Override
  public ModelFolder model() {
    return generation.model();
  }

  @Override
  public Map<String, String> parameters() {
    return generation.parameters();
  }

  @Override
  public String idColumn() {
    return generation.idColumn();
  }

  @Override
  public Column order(Dataset<Row> rows) {
    Column prompt = generation.source().prompt(rows);
    return switch (generation.source().kind(rows)) {
      case TEXT -> prompt;
      case IDS -> functions.array_join(prompt.cast("array<string>"), " ");
      case MESSAGES -> functions.to_json(prompt);
    };
  }

  @Override
  public Dataset<Row> answer(
      Dataset<Row> rows, ReplicaSettings replica, long started, TaskCounts counts) {
    Dataset<Row> answered =
        generation.apply(rows, replica, functions.col(ChunkedWork.ROW_ID), counts);
    return List.of(rows.columns()).contains(InputTable.CORRUPT)
        ? refuseBrokenLines(answered)
        : answered;
  }

  private Dataset<Row> refuseBrokenLines(Dataset<Row> answered) {
    Column broken = Columns.named(InputTable.CORRUPT).isNotNull();
    String message =
        "the input's line cannot be read: it has not the form of the others, a key twice, or half a"
            + " character. It is in the column "
            + InputTable.CORRUPT
            + ": correct it.";
    Column error =
        functions.struct(
            functions.lit("invalid_line").as("code"), functions.lit(message).as("message"));
    Column said = Columns.named(generation.generationColumn());
    Column wrong = Columns.named(generation.errorColumn());
    return answered
        .withColumn(generation.generationColumn(), functions.when(functions.not(broken), said))
        .withColumn(generation.errorColumn(), functions.when(broken, error).otherwise(wrong));
  }

  @Override
  public Column failed() {
    return Columns.named(generation.errorColumn()).isNotNull();
  }

  @Override
  public Column promptTokens() {
    return Columns.named(generation.generationColumn()).getField("prompt_tokens");
  }

  @Override
  public Column completionTokens() {
    return Columns.named(generation.generationColumn()).getField("completion_tokens");
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
