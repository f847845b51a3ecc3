package dev.assay.spark.internal.tables;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/**
 * Rows of tables, read without a session: of hundreds of files with a few rows each it would take
 * more time than they do. Columns that a file was written without are null.
 */
public final class StoredRows {
  private static final String FILES = ".parquet";

  /** As Spark names the folder of a value that is null. */
  private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

  private final Configuration hadoop;
  private final String folder;

  /**
   * @param hadoop how file systems are found
   * @param folder of the tables; any Hadoop path
   */
  public StoredRows(Configuration hadoop, String folder) {
    this.hadoop = hadoop;
    this.folder = folder;
  }

  /** A file, and what the names of its folders say. */
  private record Part(FileStatus file, Map<String, String> named) {}

  /** Records of the columns that are wanted. */
  private static final class Columns extends GroupReadSupport {
    private final Set<String> left;

    Columns(Set<String> left) {
      this.left = left;
    }

    @Override
    public ReadContext init(InitContext context) {
      MessageType file = context.getFileSchema();
      return new ReadContext(
          new MessageType(
              file.getName(),
              file.getFields().stream().filter(field -> !left.contains(field.getName())).toList()));
    }
  }

  private static final class Groups extends ParquetReader.Builder<Group> {
    private final Set<String> left;

    Groups(HadoopInputFile file, Set<String> left) {
      super(file);
      this.left = left;
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new Columns(left);
    }
  }

  /**
   * In the order of their ids; none where nothing was ever written.
   *
   * @param wanted by what the table's folders are named after
   * @throws AssayException of kind OUTPUT for a folder that cannot be read; of kind DATA for files
   *     that are no table
   */
  public List<Row> of(Table table, Predicate<String> wanted) {
    String prefix = table.key() + "=";
    Path path = table.path(folder);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      List<Part> parts = new ArrayList<>();
      for (FileStatus one : list(files, path)) {
        String name = one.getPath().getName();
        if (name.startsWith(prefix) && wanted.test(name.substring(prefix.length()))) {
          collect(files, one.getPath(), Map.of(table.key(), value(name)), parts);
        }
      }
      return rows(table, parts, Set.of());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Of one run, gate or comparison.
   *
   * @param left columns that are not read: they are null
   * @throws AssayException as {@link #of(Table, Predicate)}; of kind DATA where there are none
   */
  List<Row> of(Table table, String id, Set<String> left) {
    Path path = table.path(folder, id);
    try {
      List<Part> parts = new ArrayList<>();
      collect(path.getFileSystem(hadoop), path, Map.of(table.key(), id), parts);
      return rows(table, parts, left);
    } catch (FileNotFoundException e) {
      throw broken(path, "it is not there", e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static FileStatus[] list(FileSystem files, Path path) throws IOException {
    try {
      return files.listStatus(path);
    } catch (FileNotFoundException nothingYet) {
      return new FileStatus[0];
    }
  }

  private static void collect(
      FileSystem files, Path folder, Map<String, String> named, List<Part> parts)
      throws IOException {
    FileStatus[] found = files.listStatus(folder);
    Arrays.sort(found);
    for (FileStatus one : found) {
      String name = one.getPath().getName();
      if (one.isDirectory() && name.indexOf('=') > 0) {
        Map<String, String> below = new HashMap<>(named);
        below.put(name.substring(0, name.indexOf('=')), value(name));
        collect(files, one.getPath(), below, parts);
      } else if (name.endsWith(FILES) && !name.startsWith("_") && !name.startsWith(".")) {
        parts.add(new Part(one, named));
      }
    }
  }

  private static String value(String folder) {
    String escaped = folder.substring(folder.indexOf('=') + 1);
    return escaped.equals(NULL) ? null : ExternalCatalogUtils.unescapePathName(escaped);
  }

  private List<Row> rows(Table table, List<Part> parts, Set<String> left) throws IOException {
    try {
      return parts.parallelStream()
          .map(part -> rows(part, table, left))
          .flatMap(List::stream)
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private List<Row> rows(Part part, Table table, Set<String> left) {
    GroupRow groupRow = new GroupRow(table.schema(), part.named());
    List<Row> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        new Groups(HadoopInputFile.fromStatus(part.file(), hadoop), left)
            .withConf(hadoop)
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(groupRow.of(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw broken(part.file().getPath(), e.toString(), e);
    }
    return rows;
  }

  private static AssayException broken(Path path, String cause, Exception thrown) {
    return new AssayException(
        ErrorKind.DATA,
        path + " cannot be read as part of a table",
        cause,
        "it was changed after it was written: evaluate again",
        thrown);
  }

  private AssayException unreadable(IOException e) {
    return new AssayException(
        ErrorKind.OUTPUT,
        "the tables in " + folder + " cannot be read",
        e.toString(),
        "name a folder that this user may read and write",
        e);
  }
}
