package dev.assay.spark.internal.tables;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import dev.assay.eval.run.RunSpecification;
import dev.assay.spark.internal.session.LazySession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of one output folder, run by run. */
public final class RunTables {
  private static final Logger LOG = LoggerFactory.getLogger(RunTables.class);

  /** What a table is called that gives way to its successor. */
  private static final String BEFORE = ".before";

  private final LazySession spark;
  private final String output;
  private final StoredRows stored;
  private final Map<String, Row> runs = new HashMap<>();

  public RunTables(LazySession spark, String output) {
    this.spark = spark;
    this.output = output;
    this.stored = new StoredRows(spark.hadoop(), output);
  }

  public String output() {
    return output;
  }

  /** Ids of the complete runs. */
  public List<String> ids() {
    Path runs = Table.RUNS.path(output);
    try {
      FileSystem files = runs.getFileSystem(spark.hadoop());
      if (!files.exists(runs)) {
        return List.of();
      }
      String prefix = Table.RUN_ID + "=";
      return Arrays.stream(files.listStatus(runs))
          .map(folder -> folder.getPath().getName())
          .filter(name -> name.startsWith(prefix))
          .map(name -> name.substring(prefix.length()))
          .filter(this::isComplete)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isComplete(String runId) {
    return isWhole(Table.RUNS, runId);
  }

  /** Whether the rows of a table that is written last are there. */
  public boolean isWhole(Table table, String id) {
    Path success = new Path(table.path(output, id), "_SUCCESS");
    try {
      return success.getFileSystem(spark.hadoop()).exists(success);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The row of a run.
   *
   * @throws AssayException of kind USAGE where there is no complete run of this id
   */
  public Row run(String runId) {
    if (!isComplete(runId)) {
      List<String> known = ids();
      throw new AssayException(
          ErrorKind.USAGE,
          "there is no complete run '" + runId + "' in " + output,
          known.isEmpty() ? "no run is there" : "there are " + String.join(", ", known),
          NearestNames.suggestion(runId, known, "give the id of one of the runs there"));
    }
    // A complete run never changes.
    return runs.computeIfAbsent(runId, id -> rows(Table.RUNS, id).get(0));
  }

  /**
   * What a run was made of.
   *
   * @throws AssayException as {@link #run}; of kind DATA where another version of Assay wrote it
   */
  public RunSpecification specification(String runId) {
    Row run = run(runId);
    int column = run.fieldIndex("schema_version");
    int version = run.isNullAt(column) ? 0 : run.getInt(column);
    if (version != Table.SCHEMA_VERSION) {
      throw new AssayException(
          ErrorKind.DATA,
          "run " + runId + " in " + output + " cannot be read",
          "its tables have schema_version " + version + ", this Assay's " + Table.SCHEMA_VERSION,
          "evaluate again, or use Assay "
              + run.getString(run.fieldIndex("assay_version"))
              + ", which wrote it");
    }
    try {
      return RunSpecification.parse(run.getString(run.fieldIndex("content")));
    } catch (IllegalArgumentException e) {
      throw new AssayException(
          ErrorKind.DATA,
          "the content of run " + runId + " in " + output + " cannot be read",
          e.getMessage(),
          "it was changed after it was written: evaluate again",
          e);
    }
  }

  /** Whether the run has rows of a table. */
  public boolean has(Table table, String runId) {
    Path rows = table.path(output, runId);
    try {
      return files(rows).exists(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The run's rows of a table, in the order of their files. Columns that it was written without are
   * null.
   *
   * @param left columns that are null, too: they are not read
   * @throws AssayException of kind DATA where they cannot be read
   */
  public List<Row> rows(Table table, String runId, String... left) {
    return stored.of(table, runId, Set.of(left));
  }

  /**
   * Keeps a driver that lost its lock from writing.
   *
   * @param token tells what this driver writes from what another does
   * @param check throws where another driver took this one's place
   */
  public record Fence(String token, Runnable check) {}

  /**
   * Writes the rows into the run's own folder of the table, so that runs never meet; replaces what
   * only an interrupted attempt at the same run can have left there. They are written aside and
   * moved as a whole. The row of {@code runs} has to be the last, because it says that the others
   * are whole.
   */
  public void write(String runId, Table table, Dataset<Row> rows, Fence fence) {
    spark.describe("write table " + table);
    Dataset<Row> data = rows.drop(table.key());
    Path aside = aside(runId, table.toString(), fence);
    DataFrameWriter<Row> writer =
        table.partitionedByTask()
            ? data.repartition(functions.col(Table.TASK))
                .sortWithinPartitions(
                    table.order().stream().map(functions::col).toArray(Column[]::new))
                .write()
                .partitionBy(Table.TASK)
            : data.coalesce(1).write();
    writer.mode(SaveMode.Overwrite).parquet(aside.toString());
    move(aside, table.path(output, runId), fence);
  }

  /** The same, of rows that the driver has, and which it writes itself. */
  public void write(String runId, Table table, List<Row> rows, Fence fence) {
    Path aside = aside(runId, table.toString(), fence);
    try {
      new TableFiles(spark.hadoop(), spark.sql()).write(table, rows, aside);
    } catch (IOException e) {
      throw unwritable(e);
    }
    move(aside, table.path(output, runId), fence);
  }

  /** Writes the row of {@code runs}. */
  public void write(RunRecord run, Fence fence) {
    write(run.scores().run().runId(), Table.RUNS, List.of(run.row(spark.version())), fence);
  }

  /** Removes what writing beside a job leaves: the empty folders that rows were moved from. */
  public void removeAside(String id) {
    Path work = new Path(output, "_work/" + Table.RUN_ID + "=" + id);
    try {
      FileSystem files = files(work);
      files.delete(work, true);
      Path all = work.getParent();
      if (files.exists(all) && files.listStatus(all).length == 0) {
        files.delete(all, false);
      }
    } catch (IOException e) {
      // They say nothing, and are in nobody's way.
      LOG.debug("{} is left", work, e);
    }
  }

  /** Where something is written before it is moved to its place, below the job's work folder. */
  Path aside(String runId, String name, Fence fence) {
    return new Path(
        output, "_work/" + Table.RUN_ID + "=" + runId + "/_" + fence.token() + "/" + name);
  }

  /**
   * Moves a folder to its place, if the lock is still held; what is there gives way. It is moved
   * aside, too, never deleted where it lies: a driver that is suspended between the look at its
   * lock and the move finds what it wrote gone once another has completed the run, and leaves the
   * other's table where it is, or puts it back.
   */
  void move(Path aside, Path place, Fence fence) {
    try {
      FileSystem files = files(place);
      fence.check().run();
      files.mkdirs(place.getParent());
      // A local file system makes the folders that a rename needs, also those that went.
      if (!files.exists(aside)) {
        throw new IOException(aside + " has gone");
      }
      replace(files, aside, place);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Whether a driver died after it had moved a table away, and before its successor was there. */
  public boolean isTorn(String runId) {
    return !movedAway(runId).isEmpty();
  }

  /** Puts back what such a driver had moved away. The run's lock has to be held. */
  public void restore(String runId) {
    movedAway(runId)
        .forEach(
            (table, rows) -> {
              try {
                files(rows).rename(rows, table.path(output, runId));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private Map<Table, Path> movedAway(String runId) {
    Map<Table, Path> away = new EnumMap<>(Table.class);
    Path work = new Path(output, "_work/" + Table.RUN_ID + "=" + runId);
    try {
      FileSystem files = files(work);
      for (Table table : Table.values()) {
        FileStatus[] before = files.globStatus(new Path(work, "_*/" + table + BEFORE));
        if (before.length > 0 && !files.exists(table.path(output, runId))) {
          away.put(table, before[0].getPath());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return away;
  }

  private AssayException unwritable(IOException e) {
    return new AssayException(
        ErrorKind.OUTPUT,
        "the output folder " + output + " cannot be written",
        e.toString(),
        "give --output a folder that this user may write",
        e);
  }

  private static void replace(FileSystem files, Path aside, Path place) throws IOException {
    Path before = aside.suffix(BEFORE);
    boolean replacing = files.exists(place);
    if (replacing && !files.rename(place, before)) {
      throw new IOException("the file system would not move " + place + " away");
    }
    boolean replaced = false;
    try {
      replaced = files.rename(aside, place);
    } finally {
      if (replacing && !replaced && !files.exists(place)) {
        files.rename(before, place);
      }
    }
    if (!replaced) {
      throw new IOException("the file system would not rename " + aside + " to " + place);
    }
  }

  FileSystem files(Path path) throws IOException {
    return path.getFileSystem(spark.hadoop());
  }
}
