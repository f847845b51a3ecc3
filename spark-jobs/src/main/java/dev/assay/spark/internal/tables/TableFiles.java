package dev.assay.spark.internal.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetOptions;
import org.apache.spark.sql.execution.datasources.parquet.ParquetUtils;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Function1;
import scala.collection.immutable.Map$;

/**
 * Writes rows that the driver has, by the writer of Spark's tasks: the files are those that a job
 * would write, without the job.
 *
 * @param hadoop how file systems are found
 * @param sql settings of the writer
 */
record TableFiles(Configuration hadoop, SQLConf sql) {
  /**
   * Writes a folder, {@code _SUCCESS} last.
   *
   * @param rows with all columns of the table, in any order
   */
  void write(Table table, List<Row> rows, Path folder) throws IOException {
    FileSystem files = folder.getFileSystem(hadoop);
    files.delete(folder, true);
    files.mkdirs(folder);
    try {
      SQLConf.withExistingConf(
          sql,
          () -> {
            writeParts(table, rows, folder);
            return null;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    files.create(new Path(folder, "_SUCCESS"), true).close();
  }

  private void writeParts(Table table, List<Row> rows, Path folder) {
    List<String> columns = new ArrayList<>(List.of(table.schema().fieldNames()));
    columns.remove(table.key());
    String name = "part-00000-" + UUID.randomUUID();
    if (!table.partitionedByTask()) {
      parts(table, columns).write(rows, folder, name + "-c000");
      return;
    }
    columns.remove(Table.TASK);
    Parts parts = parts(table, columns);
    int task = table.schema().fieldIndex(Table.TASK);
    Map<String, List<Row>> byTask = new LinkedHashMap<>();
    rows.forEach(
        row -> byTask.computeIfAbsent(row.getString(task), key -> new ArrayList<>()).add(row));
    byTask.forEach(
        (value, part) -> {
          part.sort(order(table));
          String escaped = Table.TASK + "=" + ExternalCatalogUtils.escapePathName(value);
          parts.write(part, new Path(folder, escaped), name + ".c000");
        });
  }

  private Parts parts(Table table, List<String> columns) {
    StructType schema =
        new StructType(
            columns.stream()
                .map(column -> table.schema().apply(column))
                .toArray(StructField[]::new));
    try {
      Job job = Job.getInstance(hadoop);
      OutputWriterFactory factory =
          ParquetUtils.prepareWrite(
              sql, job, schema, new ParquetOptions(Map$.MODULE$.<String, String>empty(), sql));
      return new Parts(
          schema,
          columns.stream().mapToInt(column -> table.schema().fieldIndex(column)).toArray(),
          factory,
          new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the files of a table.
   *
   * @param schema of the files
   * @param columns their places in the table's rows
   */
  private record Parts(
      StructType schema, int[] columns, OutputWriterFactory factory, TaskAttemptContext task) {
    void write(List<Row> rows, Path folder, String name) {
      Function1<Object, Object> internal = CatalystTypeConverters.createToCatalystConverter(schema);
      Path file = new Path(folder, name + factory.getFileExtension(task));
      OutputWriter writer = factory.newInstance(file.toString(), schema, task);
      try {
        for (Row row : rows) {
          Object[] values = new Object[columns.length];
          for (int i = 0; i < columns.length; i++) {
            values[i] = row.get(columns[i]);
          }
          writer.write((InternalRow) internal.apply(RowFactory.create(values)));
        }
      } finally {
        writer.close();
      }
    }
  }

  /** As Spark sorts: nulls first, strings by their bytes. */
  private static Comparator<Row> order(Table table) {
    Comparator<Row> order = (one, other) -> 0;
    for (String column : table.order()) {
      int at = table.schema().fieldIndex(column);
      order =
          order.thenComparing(
              row -> comparable(row.get(at)), Comparator.nullsFirst(Comparator.naturalOrder()));
    }
    return order;
  }

  @SuppressWarnings("unchecked")
  private static Comparable<Object> comparable(Object value) {
    Object comparable = value instanceof String text ? UTF8String.fromString(text) : value;
    return (Comparable<Object>) comparable;
  }
}
