package dev.assay.spark.internal.generate;

import dev.assay.core.digest.Sha256;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A table of files.
 *
 * @param path a file, a folder or a pattern, local or any Hadoop path
 * @param format null for what the files' names say
 * @param options of Spark's reader
 */
public record InputTable(String path, TableFormat format, Map<String, String> options)
    implements JobInput {
  /** Where Spark's readers of text put a line that they cannot read. */
  static final String CORRUPT = "_corrupt_record";

  /** What decoding leaves of bytes that are no text. */
  private static final String REPLACEMENT = "\uFFFD";

  /** Spark's options that say what bytes of CSV mean. */
  private static final List<String> ENCODINGS = List.of("encoding", "charset");

  /** Those by which a line of JSON is not what Spark's reader of lines takes for one. */
  private static final List<String> OTHER_LINES =
      List.of("encoding", "charset", "multiline", "linesep", "columnnameofcorruptrecord");

  public InputTable {
    options = new TreeMap<>(options);
  }

  @Override
  public Map<String, String> content(SparkSession spark) {
    List<FileStatus> files = files(spark);
    Map<String, String> content = new LinkedHashMap<>();
    content.put("input", path);
    content.put("input_format", format(files).source());
    content.put("input_options", options.toString());
    content.put("input_files", fingerprint(files));
    return content;
  }

  /** Changes with every file that comes, goes or is written anew. */
  private static String fingerprint(List<FileStatus> files) {
    StringBuilder lines = new StringBuilder();
    for (FileStatus file : files) {
      lines
          .append(file.getPath())
          .append(' ')
          .append(file.getLen())
          .append(' ')
          .append(file.getModificationTime())
          .append('\n');
    }
    return Sha256.of(lines.toString());
  }

  private TableFormat format(List<FileStatus> files) {
    return format == null ? TableFormat.ofFile(files.get(0).getPath().getName()) : format;
  }

  private List<FileStatus> files(SparkSession spark) {
    List<FileStatus> files = new ArrayList<>();
    try {
      Path pattern = new Path(path);
      FileSystem system = pattern.getFileSystem(spark.sparkContext().hadoopConfiguration());
      FileStatus[] roots = system.globStatus(pattern);
      for (FileStatus root : roots == null ? new FileStatus[0] : roots) {
        collect(system, root, files);
      }
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.DATA, "the input " + path + " cannot be read", e.toString(), "look at it", e);
    }
    if (files.isEmpty()) {
      throw new AssayException(
          ErrorKind.DATA,
          "the input " + path + " has no file",
          "nothing is there, or only files whose names begin with _ or a dot",
          "give the path of a table");
    }
    files.sort(Comparator.comparing(file -> file.getPath().toString()));
    return files;
  }

  private static void collect(FileSystem system, FileStatus at, List<FileStatus> files)
      throws IOException {
    String name = at.getPath().getName();
    if (name.startsWith("_") || name.startsWith(".")) {
      return;
    }
    if (at.isFile()) {
      files.add(at);
      return;
    }
    for (FileStatus child : system.listStatus(at.getPath())) {
      collect(system, child, files);
    }
  }

  /**
   * The rows. A line that cannot be read is a row whose {@value #CORRUPT} holds it.
   *
   * @throws AssayException of kind DATA where the files do not say what columns they have
   */
  @Override
  public Dataset<Row> read(SparkSession spark) {
    TableFormat found = format(files(spark));
    DataFrameReader reader =
        spark.read().format(found.source()).options(found.options()).options(options);
    Dataset<Row> rows = found == TableFormat.JSON ? json(spark, reader) : loaded(reader);
    if (found != TableFormat.CSV || rows.schema().getFieldIndex(CORRUPT).isDefined()) {
      return rows;
    }
    StructType schema = rows.schema();
    Dataset<Row> told = reader.schema(schema.add(CORRUPT, DataTypes.StringType)).load(path);
    return holdsInvalidText(spark) ? told.withColumn(CORRUPT, corrupt(schema)) : told;
  }

  private Dataset<Row> json(SparkSession spark, DataFrameReader reader) {
    boolean ofLines = options.keySet().stream().map(this::lower).noneMatch(OTHER_LINES::contains);
    try {
      Dataset<Row> rows = loaded(reader);
      return ofLines && JsonLines.haveHalves(spark, path)
          ? JsonLines.read(spark, path, options)
          : rows;
    } catch (AssayException e) {
      if (ofLines && JsonLines.isRepeatedKey(e)) {
        return JsonLines.read(spark, path, options);
      }
      throw e;
    }
  }

  private String lower(String option) {
    return option.toLowerCase(Locale.ROOT);
  }

  /** Spark reads footers, or lines, for the columns, and throws what Scala need not declare. */
  private Dataset<Row> loaded(DataFrameReader reader) {
    try {
      return reader.load(path);
    } catch (Exception e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new AssayException(
          ErrorKind.DATA,
          "the input " + path + " cannot be read",
          String.valueOf(root.getMessage()),
          "look at its files, or say what they are with --input_format and --input_option",
          e);
    }
  }

  /** Spark's reader of CSV decodes before anybody sees the bytes; its reader of lines does not. */
  private boolean holdsInvalidText(SparkSession spark) {
    if (options.keySet().stream().map(this::lower).anyMatch(ENCODINGS::contains)) {
      return false;
    }
    Dataset<Row> lines = spark.read().format(TableFormat.TEXT.source()).load(path);
    return !lines.where(functions.not(functions.is_valid_utf8(lines.col("value")))).isEmpty();
  }

  /** In files that are no UTF-8 throughout, a row with a replacement character is a broken one. */
  private static Column corrupt(StructType schema) {
    Column[] texts =
        Arrays.stream(schema.fieldNames())
            .map(name -> Columns.named(name).cast("string"))
            .toArray(Column[]::new);
    Column all = functions.concat_ws(",", texts);
    Column broken = functions.contains(all, functions.lit(REPLACEMENT));
    return functions.coalesce(Columns.named(CORRUPT), functions.when(broken, all));
  }
}
