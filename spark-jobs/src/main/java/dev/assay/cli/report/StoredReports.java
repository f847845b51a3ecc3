package dev.assay.cli.report;

import dev.assay.cli.compare.SideNames;
import dev.assay.eval.catalog.TaskGroup;
import dev.assay.eval.comparison.ComparedSide;
import dev.assay.eval.runreport.ItemKey;
import dev.assay.eval.runreport.ItemRule;
import dev.assay.eval.runreport.ReportedRun;
import dev.assay.eval.runreport.RunFacts;
import dev.assay.eval.runreport.RunPage;
import dev.assay.eval.runreport.RunReport.Sharing;
import dev.assay.eval.runreport.RunReports;
import dev.assay.spark.internal.session.LazySession;
import dev.assay.spark.internal.tables.ComparedSides;
import dev.assay.spark.internal.tables.ReportFiles;
import dev.assay.spark.internal.tables.RunFolder;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.StoredRun;
import dev.assay.spark.internal.tables.Table;
import java.io.IOException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;

/** Runs read from their tables, for reports. */
public final class StoredReports {
  /** Of each reason, where nobody says otherwise. */
  static final int MOST_ITEMS = 50;

  /** Why a completion that did not end by itself did. */
  private static final Set<String> CUT = Set.of("length", "context_limit");

  private final LazySession spark;

  StoredReports(LazySession spark) {
    this.spark = spark;
  }

  /**
   * Writes the page of runs beside the tables of the first; the last is the one that others are
   * held against.
   *
   * @return where it lies
   */
  public static String page(LazySession spark, List<RunFolder> folders) throws IOException {
    List<ReportedRun> runs = new StoredReports(spark).read(folders);
    return new ReportFiles(spark.hadoop(), folders.get(0).output())
        .write(
            "runs.html",
            RunPage.of(RunReports.of(runs, runs.size() - 1, new ItemRule(MOST_ITEMS, false))));
  }

  /**
   * The runs with names of their own.
   *
   * @throws dev.assay.core.error.AssayException of kind USAGE for an unknown run; of kind DATA for
   *     one that cannot be read
   */
  List<ReportedRun> read(List<RunFolder> folders) {
    List<ComparedSide> sides =
        folders.stream().map(folder -> ComparedSides.run(spark, folder)).toList();
    List<String> names = SideNames.of(sides);
    List<ReportedRun> runs = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      RunTables tables = new RunTables(spark, folders.get(i).output());
      String runId = folders.get(i).runId();
      runs.add(
          new ReportedRun(
              names.get(i),
              sides.get(i),
              facts(tables.run(runId)),
              cut(tables, runId),
              sharing(tables, runId, sides.get(i).scores().run().groups())));
    }
    return runs;
  }

  private static RunFacts facts(Row run) {
    return new RunFacts(
        run.getAs("run_id"),
        run.<Timestamp>getAs("created").toInstant().toString(),
        run.getAs("model"),
        run.getAs("family"),
        run.getAs("model_fingerprint"),
        run.getAs("tokenizer_fingerprint"),
        run.getAs("quantization"),
        run.<Integer>getAs("numerics_version"),
        run.getAs("kernels"),
        run.getAs("assay_version"),
        run.getAs("spark_version"),
        run.getAs("java_version"),
        run.<Long>getAs("n_items"),
        run.<Long>getAs("n_failed"),
        run.<Long>getAs("n_truncated"),
        run.<Long>getAs("tokens_computed"),
        run.<Long>getAs("tokens_without_sharing"),
        run.<Double>getAs("seconds"));
  }

  /** Completions that did not end by themselves. */
  private static List<ItemKey> cut(RunTables tables, String runId) {
    return StoredRun.samples(tables, runId).stream()
        .filter(row -> CUT.contains(String.valueOf(row.<String>getAs("finish_reason"))))
        .map(row -> new ItemKey(row.getAs("task"), row.<Integer>getAs("doc_id")))
        .distinct()
        .toList();
  }

  /** Of tasks and groups that no group counts in itself. */
  private static List<Sharing> sharing(RunTables tables, String runId, List<TaskGroup> groups) {
    Map<String, Sharing> all = new LinkedHashMap<>();
    List<Row> rows = new ArrayList<>(tables.rows(Table.SUMMARY, runId));
    rows.sort(Comparator.comparing(row -> row.<String>getAs("task")));
    for (Row row : rows) {
      String task = row.getAs("task");
      Long computed = row.getAs("tokens_computed");
      Long without = row.getAs("tokens_without_sharing");
      if (computed != null && without != null) {
        all.putIfAbsent(task, new Sharing(task, computed, without));
      }
    }
    List<TaskGroup> counting = groups.stream().filter(g -> all.containsKey(g.name())).toList();
    return all.values().stream()
        .filter(
            one ->
                counting.stream()
                    .noneMatch(
                        group ->
                            group.members().contains(one.task())
                                || group.tasks().contains(one.task())))
        .toList();
  }

  /** Prompts of items, where the run has them. */
  Map<ItemKey, String> prompts(RunFolder folder, List<ItemKey> items) {
    Map<ItemKey, String> prompts = new HashMap<>();
    if (items.isEmpty()) {
      return prompts;
    }
    Set<ItemKey> wanted = new HashSet<>(items);
    for (Row row : new RunTables(spark, folder.output()).rows(Table.ITEMS, folder.runId())) {
      ItemKey item = new ItemKey(row.getAs("task"), row.<Integer>getAs("doc_id"));
      if (wanted.contains(item) && row.getAs("prompt") != null) {
        prompts.put(item, row.getAs("prompt"));
      }
    }
    return prompts;
  }
}
