package dev.assay.spark.internal.evaluate;

import dev.assay.spark.internal.evaluate.WorkPlan.Chunk;
import dev.assay.spark.internal.work.WorkFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** What the committed chunks hold, by task and document. */
final class ChunkOutcomes {
  /** Rows of a chunk: one per choice, or one in all for a request that failed. */
  static final StructType SCHEMA =
      new StructType()
          .add("task", DataTypes.StringType)
          .add("doc_id", DataTypes.IntegerType)
          .add("choice", DataTypes.IntegerType)
          .add("log_likelihood", DataTypes.DoubleType)
          .add("greedy", DataTypes.BooleanType)
          .add("tokens", DataTypes.IntegerType)
          .add("token_log_probabilities", DataTypes.createArrayType(DataTypes.DoubleType))
          .add("computed_tokens", DataTypes.LongType)
          .add("error_code", DataTypes.StringType)
          .add("error_message", DataTypes.StringType);

  private final Map<String, Map<Integer, Document>> documents = new HashMap<>();
  private final Map<String, Long> computedTokens = new HashMap<>();

  private ChunkOutcomes() {}

  /**
   * @param tokenLogProbabilities null where they were not asked for
   */
  record Choice(
      double logLikelihood, boolean greedy, int tokens, List<Double> tokenLogProbabilities) {}

  /** A document's choices as far as they were scored, and the first error of its requests. */
  static final class Document {
    private final TreeMap<Integer, Choice> choices = new TreeMap<>();
    private String errorCode;
    private String errorMessage;

    List<Choice> choices() {
      return new ArrayList<>(choices.values());
    }

    String errorCode() {
      return errorCode;
    }

    String errorMessage() {
      return errorMessage;
    }
  }

  static ChunkOutcomes read(SparkSession spark, WorkFolder work, List<Chunk> chunks) {
    ChunkOutcomes outcomes = new ChunkOutcomes();
    String[] folders =
        chunks.stream().map(chunk -> work.chunk(chunk.number())).toArray(String[]::new);
    if (folders.length > 0) {
      Iterator<Row> rows = spark.read().schema(SCHEMA).parquet(folders).toLocalIterator();
      rows.forEachRemaining(outcomes::add);
    }
    return outcomes;
  }

  Document document(String task, int docId) {
    return documents.getOrDefault(task, Map.of()).getOrDefault(docId, new Document());
  }

  /** Tokens that went through the layers for a task, in all committed chunks. */
  long computedTokens(String task) {
    return computedTokens.getOrDefault(task, 0L);
  }

  private void add(Row row) {
    Document document =
        documents
            .computeIfAbsent(row.getString(0), task -> new HashMap<>())
            .computeIfAbsent(row.getInt(1), docId -> new Document());
    computedTokens.merge(row.getString(0), row.getLong(7), Long::sum);
    if (!row.isNullAt(8)) {
      if (document.errorCode == null) {
        document.errorCode = row.getString(8);
        document.errorMessage = row.getString(9);
      }
      return;
    }
    List<Double> tokens =
        row.isNullAt(6)
            ? null
            : new ArrayList<>(CollectionConverters.asJava(row.<Double>getSeq(6)));
    document.choices.put(
        row.getInt(2), new Choice(row.getDouble(3), row.getBoolean(4), row.getInt(5), tokens));
  }
}
