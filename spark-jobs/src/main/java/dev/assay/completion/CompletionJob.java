package dev.assay.completion;

import dev.assay.eval.completion.CompletedTask;
import dev.assay.eval.completion.CompletionScoring;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.JsonLinesReader;
import dev.assay.eval.outcome.CompletionOutcome;
import dev.assay.eval.outcome.Reference;
import dev.assay.eval.task.SelectedGenerationTask;
import dev.assay.generate.GenerateJob;
import dev.assay.generate.GenerateResult;
import dev.assay.generate.GenerateSettings;
import dev.assay.generate.Generation;
import dev.assay.generate.JobSettings;
import dev.assay.generate.TableFormat;
import dev.assay.progress.ProgressListener;
import dev.assay.spark.ParquetDocumentReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Answers the items of tasks, and scores the answers. They lie in {@code OUTPUT/completions/ID}, a
 * table as {@link GenerateJob} makes it; ID is made of what the answers depend on. The same
 * settings again compute what is missing; the scores are made of the table each time.
 */
public final class CompletionJob {
  private final SparkSession spark;
  private final CompletionSettings settings;
  private final ProgressListener listener;

  public CompletionJob(SparkSession spark, CompletionSettings settings, ProgressListener listener) {
    this.spark = spark;
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * @param answers what became of the table
   */
  public record Result(GenerateResult answers, List<CompletedTask> tasks) {}

  /** As {@link GenerateJob#run}. */
  public Result run() {
    DataFolder data =
        new DataFolder(
            settings.data(), List.of(new JsonLinesReader(), new ParquetDocumentReader(spark)));
    TaskRows rows = TaskRows.of(settings, data);
    Generation generation =
        Generation.with(settings.model().toString())
            .promptColumn("prompt")
            .parametersColumn("parameters")
            .idColumn("item");
    generation = settings.withoutBegin() ? generation.withoutBegin() : generation;
    GenerateSettings wanted =
        new GenerateSettings(
            generation,
            new JobSettings(rows, "", TableFormat.PARQUET, settings.execution()),
            settings.failures());
    String folder = settings.output() + "/completions/c" + wanted.id(spark);
    GenerateResult answers = new GenerateJob(spark, wanted.withOutput(folder), listener).run();
    return new Result(answers, scores(spark.read().parquet(folder)));
  }

  private List<CompletedTask> scores(Dataset<Row> answers) {
    List<CompletedTask> scores = new ArrayList<>();
    for (SelectedGenerationTask task : settings.tasks()) {
      List<CompletionOutcome> outcomes = new ArrayList<>();
      Dataset<Row> rows =
          answers
              .where(answers.col("task").equalTo(task.definition().name()))
              .selectExpr(
                  "task", "doc_id", "reference", "generation.text", "error.code", "item_error")
              .orderBy("doc_id");
      for (Iterator<Row> all = rows.toLocalIterator(); all.hasNext(); ) {
        outcomes.add(outcome(all.next()));
      }
      scores.add(
          new CompletedTask(
              task, outcomes.size(), new CompletionScoring(task.definition()).scores(outcomes)));
    }
    return scores;
  }

  private static CompletionOutcome outcome(Row row) {
    boolean failed = !row.isNullAt(4);
    String code = row.isNullAt(5) ? row.getString(4) : row.getString(5);
    return new CompletionOutcome(
        row.getString(0),
        row.getInt(1),
        failed ? null : Reference.parse(row.getString(2)),
        failed ? null : row.getString(3),
        failed ? code : null,
        false);
  }
}
