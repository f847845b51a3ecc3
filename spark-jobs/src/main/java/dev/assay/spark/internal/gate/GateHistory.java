package dev.assay.spark.internal.gate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.Table;
import dev.assay.spark.internal.tables.TableRow;
import java.io.IOException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What gates said, and which runs tags are on: tables to which rows are only added, each gate's and
 * each pin's in a folder of its own, so that no two writers meet.
 */
public final class GateHistory {
  private final SparkSession spark;
  private final String folder;

  /**
   * @param folder of the tables; any Hadoop path
   */
  public GateHistory(SparkSession spark, String folder) {
    this.spark = spark;
    this.folder = folder;
  }

  public String folder() {
    return folder;
  }

  /** Gates of a name, the latest first; of all names where it is null. */
  public List<EarlierGate> gates(String name) {
    return rows(Table.GATES)
        .map(gates -> name == null ? gates : gates.where(functions.col("name").equalTo(name)))
        .map(
            gates ->
                gates.collectAsList().stream()
                    .map(EarlierGate::of)
                    .sorted(
                        Comparator.comparing(EarlierGate::created)
                            .thenComparing(EarlierGate::gateId)
                            .reversed())
                    .toList())
        .orElse(List.of());
  }

  /** Lines of some gates, by their gates. */
  public Map<String, List<EarlierLine>> lines(List<String> gateIds) {
    Map<String, List<EarlierLine>> lines = new LinkedHashMap<>();
    gateIds.forEach(id -> lines.put(id, new ArrayList<>()));
    if (!gateIds.isEmpty()) {
      rows(Table.GATE_LINES)
          .ifPresent(
              rows ->
                  rows
                      .where(functions.col("gate_id").isin(gateIds.toArray()))
                      .collectAsList()
                      .stream()
                      .map(EarlierLine::of)
                      .sorted(Comparator.comparingInt(EarlierLine::number))
                      .forEach(line -> lines.get(line.gateId()).add(line)));
    }
    return lines;
  }

  /** What each tag says now, in the order of tags; those that were taken off, too. */
  public List<Pin> pins() {
    Map<String, Row> latest = new TreeMap<>();
    rows(Table.BASELINES).map(Dataset::collectAsList).orElse(List.of()).stream()
        .sorted(
            Comparator.<Row, Timestamp>comparing(row -> row.getAs("pinned"))
                .thenComparing(row -> row.<String>getAs("pin_id")))
        .forEach(row -> latest.put(row.getAs("tag"), row));
    return latest.values().stream().map(GateHistory::pin).toList();
  }

  private static Pin pin(Row row) {
    return new Pin(
        row.<Timestamp>getAs("pinned").toInstant(),
        row.getAs("tag"),
        new RunFolder(row.getAs("output"), row.getAs("run_id")),
        row.getAs("by"),
        row.getAs("note"),
        row.getAs("active"));
  }

  /** The run that a tag is on; empty where it is on none. */
  public Optional<RunFolder> pinned(String tag) {
    return pins().stream()
        .filter(pin -> pin.tag().equals(tag) && pin.active())
        .map(Pin::run)
        .findFirst();
  }

  public void add(Pin pin) {
    String id = TimedId.of(pin.pinned());
    write(
        id,
        Table.BASELINES,
        List.of(
            new TableRow(Table.BASELINES)
                .with("pin_id", id)
                .with("pinned", Timestamp.from(pin.pinned()))
                .with("tag", pin.tag())
                .with("run_id", pin.run().runId())
                .with("output", pin.run().output())
                .with("by", pin.by())
                .with("note", pin.note())
                .with("active", pin.active())
                .row()));
  }

  /** Adds a gate; its own row comes last, so that who reads it finds its lines. */
  void add(String gateId, List<Row> lines, Row gate) {
    write(gateId, Table.GATE_LINES, lines);
    write(gateId, Table.GATES, List.of(gate));
  }

  /** Empty where nothing was ever written. */
  private Optional<Dataset<Row>> rows(Table table) {
    Path path = table.path(folder);
    try {
      FileSystem files = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
      return files.exists(path)
          ? Optional.of(spark.read().schema(table.schema()).parquet(path.toString()))
          : Optional.empty();
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "the history " + folder + " cannot be read",
          e.toString(),
          "name a folder that this user may read and write",
          e);
    }
  }

  private void write(String id, Table table, List<Row> rows) {
    RunTables.Fence fence = new RunTables.Fence(UUID.randomUUID().toString(), () -> {});
    RunTables tables = new RunTables(spark, folder);
    tables.write(id, table, rows, fence);
    tables.removeAside(id);
  }
}
