package dev.assay.spark.internal.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.eval.data.DocumentReader;
import dev.assay.eval.data.SourceDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Parquet files in Hugging Face column form, through Spark's reader. */
public final class ParquetDocumentReader implements DocumentReader {
  private final SparkSession spark;

  public ParquetDocumentReader(SparkSession spark) {
    this.spark = spark;
  }

  @Override
  public boolean reads(Path file) {
    return file.getFileName().toString().endsWith(".parquet");
  }

  @Override
  public List<SourceDocument> read(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<SourceDocument> documents = new ArrayList<>();
    List<String> rows;
    try {
      // One partition: the rows keep the file's order.
      rows =
          spark
              .read()
              .option("recursiveFileLookup", "false")
              .parquet(file.toUri().toString())
              .coalesce(1)
              .select(
                  functions.to_json(
                      functions.struct(functions.col("*")), Map.of("ignoreNullFields", "false")))
              .as(Encoders.STRING())
              .collectAsList();
    } catch (RuntimeException e) {
      throw new IOException(file + " cannot be read as Parquet: " + e.getMessage(), e);
    }
    for (String row : rows) {
      documents.add(new SourceDocument(documents.size(), json.readTree(row), null));
    }
    return documents;
  }
}
