package dev.assay.spark.internal.gate;

import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.StoredRows;
import dev.assay.spark.internal.tables.Table;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * What gates said, and which runs tags are on: tables to which rows are only added, each gate's and
 * each pin's in a folder of its own, so that no two writers meet. {@link HistoryWriter} adds them.
 */
public final class GateHistory {
  private final StoredRows rows;
  private final String folder;

  /**
   * @param hadoop how file systems are found
   * @param folder of the tables; any Hadoop path
   */
  public GateHistory(Configuration hadoop, String folder) {
    this.rows = new StoredRows(hadoop, folder);
    this.folder = folder;
  }

  public String folder() {
    return folder;
  }

  /** Gates of a name, the latest first; of all names where it is null. */
  public List<EarlierGate> gates(String name) {
    return rows.of(Table.GATES, id -> true).stream()
        .map(EarlierGate::of)
        .filter(gate -> name == null || gate.name().equals(name))
        .sorted(
            Comparator.comparing(EarlierGate::created)
                .thenComparing(EarlierGate::gateId)
                .reversed())
        .toList();
  }

  /** Lines of some gates, by their gates. */
  public Map<String, List<EarlierLine>> lines(List<String> gateIds) {
    Map<String, List<EarlierLine>> lines = new LinkedHashMap<>();
    gateIds.forEach(id -> lines.put(id, new ArrayList<>()));
    if (!gateIds.isEmpty()) {
      rows.of(Table.GATE_LINES, new HashSet<>(gateIds)::contains).stream()
          .map(EarlierLine::of)
          .sorted(Comparator.comparingInt(EarlierLine::number))
          .forEach(line -> lines.get(line.gateId()).add(line));
    }
    return lines;
  }

  /** What each tag says now, in the order of tags; those that were taken off, too. */
  public List<Pin> pins() {
    Map<String, Row> latest = new TreeMap<>();
    rows.of(Table.BASELINES, id -> true).stream()
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
}
