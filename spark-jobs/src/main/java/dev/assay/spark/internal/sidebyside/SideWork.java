package dev.assay.spark.internal.sidebyside;

import dev.assay.spark.internal.chunks.Chunk;
import dev.assay.spark.internal.chunks.ChunkedWork;
import dev.assay.spark.internal.chunks.Commits;
import dev.assay.spark.internal.chunks.CommittedChunks;
import dev.assay.spark.internal.progress.TaskCounts;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The tables of a comparison, by the protocol of all tables. It has no chunks of its own: what
 * takes time are the runs that it is of.
 */
final class SideWork implements ChunkedWork {
  private final SideBySide side;
  private final RunTables tables;
  private final String id;

  SideWork(SideBySide side, RunTables tables) {
    this.side = side;
    this.tables = tables;
    this.id = side.specification().sideId();
  }

  @Override
  public String verb() {
    return "compare";
  }

  @Override
  public String noun() {
    return "pairs";
  }

  @Override
  public String format() {
    return "parquet";
  }

  @Override
  public boolean keepsRowId() {
    return false;
  }

  @Override
  public boolean isComplete() {
    return tables.isWhole(Table.SIDES, id);
  }

  /** Its folders bear its id: nobody else's are there. */
  @Override
  public void claim() {}

  @Override
  public List<Chunk> chunks(Commits commits) {
    return List.of();
  }

  @Override
  public Dataset<Row> answered(Chunk chunk, TaskCounts counts) {
    throw new IllegalStateException("a comparison has no chunks, and no " + chunk);
  }

  @Override
  public void publish(CommittedChunks committed) {
    RunTables.Fence fence = new RunTables.Fence(committed.token(), committed::check);
    SideTables rows = new SideTables(side);
    write(Table.PAIRS, rows.pairs(), fence);
    write(Table.JUDGEMENTS, rows.judgements(), fence);
    write(Table.RATINGS, rows.ratings(), fence);
    write(Table.SIDE_SCORES, rows.scores(), fence);
    write(Table.STRENGTHS, rows.strengths(), fence);
    write(Table.SIDES, List.of(rows.side()), fence);
  }

  /** A table of no rows has no folder. */
  private void write(Table table, List<Row> rows, RunTables.Fence fence) {
    if (!rows.isEmpty()) {
      tables.write(id, table, rows, fence);
    }
  }
}
