package dev.assay.spark.internal.chunks;

import dev.assay.spark.internal.session.LazySession;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** All chunks of a job, each found whole: what its output is made of. */
public final class CommittedChunks {
  private final LazySession spark;
  private final Commits commits;
  private final String format;
  private final List<CommittedChunk> chunks;
  private final double seconds;

  CommittedChunks(
      LazySession spark,
      Commits commits,
      String format,
      List<CommittedChunk> chunks,
      double seconds) {
    this.spark = spark;
    this.commits = commits;
    this.format = format;
    this.chunks = List.copyOf(chunks);
    this.seconds = seconds;
  }

  public List<CommittedChunk> chunks() {
    return chunks;
  }

  /** Rows of all chunks. */
  public long count() {
    return chunks.stream().mapToLong(chunk -> chunk.chunk().rows()).sum();
  }

  /** Digest of all rows' ids, by {@link RowDigest}. */
  public long digest() {
    return chunks.stream().mapToLong(chunk -> chunk.chunk().digest()).sum();
  }

  /** That this invocation took for its chunks. */
  public double seconds() {
    return seconds;
  }

  /** All rows, from exactly the committed files. */
  public Dataset<Row> rows(StructType schema) {
    String[] paths =
        chunks.stream()
            .flatMap(chunk -> chunk.parts().stream())
            .map(part -> part.path().toString())
            .toArray(String[]::new);
    return paths.length == 0
        ? spark.session().createDataFrame(List.of(), schema)
        : spark.session().read().format(format).schema(schema).load(paths);
  }

  /**
   * To be called before each step that changes the output.
   *
   * @throws dev.assay.core.error.AssayException of kind OUTPUT if another driver took this one's
   *     place
   */
  public void check() {
    commits.check();
  }

  /** Tells what this driver writes from what another does. */
  public String token() {
    return commits.token();
  }
}
