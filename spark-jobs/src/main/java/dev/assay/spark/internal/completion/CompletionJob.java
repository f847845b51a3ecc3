package dev.assay.spark.internal.completion;

import dev.assay.eval.completion.CompletedTask;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.JsonLinesReader;
import dev.assay.spark.internal.evaluate.ParquetDocumentReader;
import dev.assay.spark.internal.generate.GenerateJob;
import dev.assay.spark.internal.generate.GenerateResult;
import dev.assay.spark.internal.generate.GenerateSettings;
import dev.assay.spark.internal.generate.Generation;
import dev.assay.spark.internal.generate.JobSettings;
import dev.assay.spark.internal.generate.TableFormat;
import dev.assay.spark.internal.progress.ProgressListener;
import dev.assay.spark.internal.tables.RunTables;
import dev.assay.spark.internal.tables.Table;
import dev.assay.spark.internal.work.RunLock;
import dev.assay.spark.internal.work.WorkFolder;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Answers the items of tasks, and scores the answers. They are the run's part of the table {@code
 * completions}, made as {@link GenerateJob} makes tables; what follows from them goes into the
 * other tables. The same settings again compute what is missing, and the scores from the table.
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
   * @param answers what became of the completions
   */
  public record Result(String runId, GenerateResult answers, List<CompletedTask> tasks) {}

  /** As {@link GenerateJob#run}. */
  public Result run() {
    DataFolder data =
        new DataFolder(
            settings.data(), List.of(new JsonLinesReader(), new ParquetDocumentReader(spark)));
    TaskRows rows = TaskRows.of(settings, data);
    GenerateSettings wanted =
        new GenerateSettings(
            generation(),
            new JobSettings(rows, "", TableFormat.PARQUET, settings.execution()),
            settings.failures());
    CompletionContent content =
        new CompletionContent(
            rows.tasks().stream().map(AskedTask::content).toList(), wanted.content(spark));
    String runId = content.runId();
    String folder = Table.COMPLETIONS.path(settings.output(), runId).toString();
    GenerateResult answers = new GenerateJob(spark, wanted.withOutput(folder), listener).run();
    RunTables tables = new RunTables(spark, settings.output());
    if (!tables.isComplete(runId)) {
      WorkFolder work = WorkFolder.of(spark, settings.output(), Table.RUN_ID + "=" + runId);
      try (RunLock lock = RunLock.take(work)) {
        lock.check();
        new CompletionTables(spark, settings, content, tables)
            .write(rows.tasks(), answers.seconds());
      }
      work.remove();
    }
    return new Result(runId, answers, CompletionScores.of(tables, content));
  }

  private Generation generation() {
    Generation generation =
        Generation.with(settings.model().toString())
            .promptColumn("prompt")
            .parametersColumn("parameters")
            .idColumn("item");
    return settings.withoutBegin() ? generation.withoutBegin() : generation;
  }
}
