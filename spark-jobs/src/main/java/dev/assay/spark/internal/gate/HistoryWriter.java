package dev.assay.spark.internal.gate;

import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.Table;
import dev.assay.spark.internal.tables.TableRow;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.Row;

/** Adds to the tables of a {@link GateHistory}, by the protocol of all tables. */
public final class HistoryWriter {
  private final LazySession spark;
  private final String folder;

  /**
   * @param folder of the tables; any Hadoop path
   */
  public HistoryWriter(LazySession spark, String folder) {
    this.spark = spark;
    this.folder = folder;
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

  private void write(String id, Table table, List<Row> rows) {
    RunTables.Fence fence = new RunTables.Fence(UUID.randomUUID().toString(), () -> {});
    RunTables tables = new RunTables(spark, folder);
    tables.write(id, table, rows, fence);
    tables.removeAside(id);
  }
}
