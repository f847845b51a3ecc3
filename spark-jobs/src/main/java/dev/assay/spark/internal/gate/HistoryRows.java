package dev.assay.spark.internal.gate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.spark.internal.tables.Table;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of a history's tables, read without a session: of hundreds of files with a few rows each it
 * would take more time than they do. Columns that a file was written without are null.
 */
final class HistoryRows {
  private static final String FILES = ".parquet";
  private static final long EPOCH_JULIAN_DAY = 2_440_588;

  private final Configuration hadoop;
  private final String folder;

  HistoryRows(Configuration hadoop, String folder) {
    this.hadoop = hadoop;
    this.folder = folder;
  }

  /** Rows as Parquet's own generic records. */
  private static final class Groups extends ParquetReader.Builder<Group> {
    Groups(HadoopInputFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  /**
   * In the order of their ids; none where nothing was ever written.
   *
   * @param wanted by what the table's folders are named after
   */
  List<Row> of(Table table, Predicate<String> wanted) {
    String prefix = table.columns().get(0).name() + "=";
    Path path = table.path(folder);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      List<Path> parts =
          Arrays.stream(list(files, path))
              .map(FileStatus::getPath)
              .filter(part -> part.getName().startsWith(prefix))
              .filter(part -> wanted.test(part.getName().substring(prefix.length())))
              .sorted()
              .toList();
      return parts.parallelStream()
          .map(part -> rows(files, part, table, part.getName().substring(prefix.length())))
          .flatMap(List::stream)
          .toList();
    } catch (IOException e) {
      throw unreadable(e);
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause());
    }
  }

  private static FileStatus[] list(FileSystem files, Path path) throws IOException {
    try {
      return files.listStatus(path);
    } catch (FileNotFoundException nothingYet) {
      return new FileStatus[0];
    }
  }

  private List<Row> rows(FileSystem files, Path part, Table table, String id) {
    StructType schema = table.schema();
    List<Row> rows = new ArrayList<>();
    try {
      for (FileStatus file : files.listStatus(part, name -> name.getName().endsWith(FILES))) {
        try (ParquetReader<Group> reader =
            new Groups(HadoopInputFile.fromStatus(file, hadoop)).withConf(hadoop).build()) {
          for (Group row = reader.read(); row != null; row = reader.read()) {
            rows.add(row(row, schema, id));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static Row row(Group group, StructType schema, String id) {
    Object[] values = new Object[schema.length()];
    values[0] = id;
    for (int i = 1; i < values.length; i++) {
      StructField field = schema.apply(i);
      boolean given =
          group.getType().containsField(field.name())
              && group.getFieldRepetitionCount(field.name()) > 0;
      values[i] = given ? value(group, field.name(), field.dataType()) : null;
    }
    return new GenericRowWithSchema(values, schema);
  }

  private static Object value(Group group, String name, DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return group.getString(name, 0);
    }
    if (type.equals(DataTypes.TimestampType)) {
      return time(group, name);
    }
    if (type.equals(DataTypes.LongType)) {
      return group.getLong(name, 0);
    }
    if (type.equals(DataTypes.IntegerType)) {
      return group.getInteger(name, 0);
    }
    if (type.equals(DataTypes.BooleanType)) {
      return group.getBoolean(name, 0);
    }
    return group.getDouble(name, 0);
  }

  /** In either of the two forms that Spark writes. */
  private static Timestamp time(Group group, String name) {
    boolean micros =
        group.getType().getType(name).asPrimitiveType().getPrimitiveTypeName()
            == PrimitiveTypeName.INT64;
    if (micros) {
      return Timestamp.from(
          Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(group.getLong(name, 0))));
    }
    NanoTime time = NanoTime.fromBinary(group.getInt96(name, 0));
    return Timestamp.from(
        Instant.ofEpochSecond(
            TimeUnit.DAYS.toSeconds(time.getJulianDay() - EPOCH_JULIAN_DAY),
            time.getTimeOfDayNanos()));
  }

  private AssayException unreadable(IOException e) {
    return new AssayException(
        ErrorKind.OUTPUT,
        "the history " + folder + " cannot be read",
        e.toString(),
        "name a folder that this user may read and write",
        e);
  }
}
