package dev.assay.spark.internal.tables;

import dev.assay.eval.request.Sample;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.run.RunScores;
import dev.assay.eval.run.RunSpecification;
import dev.assay.eval.run.StoredItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** A run as its tables have it: its answers, and the scores that follow from them. */
public final class StoredRun {
  private final RunTables tables;
  private final RunSpecification specification;

  /**
   * @throws dev.assay.core.error.AssayException as {@link RunTables#specification}
   */
  public StoredRun(RunTables tables, String runId) {
    this.tables = tables;
    this.specification = tables.specification(runId);
  }

  public RunSpecification specification() {
    return specification;
  }

  /** Folder of the model. */
  public String model() {
    Row run = tables.run(specification.runId());
    return run.getAs("model");
  }

  /** The run's scores, computed now of answers and verdicts; no program is run. */
  public RunScores scores() {
    return RunScores.of(specification, verdicts().of(answers()));
  }

  /** What became of programs that were made of its answers. */
  public StoredVerdicts verdicts() {
    return StoredVerdicts.of(tables, specification.runId());
  }

  /**
   * The run's answers, without verdicts.
   *
   * @throws dev.assay.core.error.AssayException of kind DATA, naming the item, for rows that are no
   *     answer
   */
  public List<AnsweredItem> answers() {
    String runId = specification.runId();
    List<StoredItem> items =
        tables.rows(Table.ITEMS, runId, "prompt").stream().map(AnswerRows::item).toList();
    return answers(items, samples(tables, runId));
  }

  /** What scores need of a run's table {@code samples}. */
  public static List<Row> samples(RunTables tables, String runId) {
    return tables.rows(Table.SAMPLES, runId, "token_log_probabilities");
  }

  /**
   * Items with their answers.
   *
   * @param samples of all of them, as {@link #samples}
   * @throws dev.assay.core.error.AssayException of kind DATA, naming the item, for rows that are no
   *     answer
   */
  public static List<AnsweredItem> answers(List<StoredItem> items, List<Row> samples) {
    Map<String, Map<Integer, List<Sample>>> byItem = new HashMap<>();
    for (Row row : samples) {
      byItem
          .computeIfAbsent(row.getAs("task"), task -> new HashMap<>())
          .computeIfAbsent(row.getAs("doc_id"), docId -> new ArrayList<>())
          .add(AnswerRows.sample(row));
    }
    return items.stream()
        .map(
            item ->
                AnswerRows.answered(
                    item,
                    byItem
                        .getOrDefault(item.task(), Map.of())
                        .getOrDefault(item.docId(), List.of())))
        .toList();
  }
}
