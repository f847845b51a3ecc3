package dev.assay.spark;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.prompt.MultipleChoiceItem;
import dev.assay.eval.report.HarnessResults;
import dev.assay.eval.report.HarnessSamples;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** results_*.json and samples_*.jsonl in the shape that people of the field parse. */
final class HarnessFiles {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSSSSS");

  /** Numbers in their shortest form on every JDK. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private HarnessFiles() {}

  /**
   * Writes the files of a run into a folder that bears its id. What is there was left by an attempt
   * that was interrupted before the run was complete.
   */
  static void write(SparkSession spark, String output, ScoredRun run) {
    Path folder = new Path(new Path(output, "harness"), run.prepared().content().runId());
    String time = LocalDateTime.now(ZoneOffset.UTC).format(TIME);
    try {
      FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
      files.delete(folder, true);
      try (BufferedWriter out = create(files, new Path(folder, "results_" + time + ".json"))) {
        out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(results(run)));
        out.newLine();
      }
      for (ScoredTask task : run.tasks()) {
        String name = "samples_" + task.prepared().name() + "_" + time + ".jsonl";
        try (BufferedWriter out = create(files, new Path(folder, name))) {
          write(task, out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode results(ScoredRun run) {
    String model = run.prepared().model().path().toString();
    return HarnessResults.of(run.scores().report())
        .put("model_name", model)
        .put("model_name_sanitized", model.replaceAll("[\"<>:/|\\\\?*\\[\\]]+", "__"))
        .put("date", System.currentTimeMillis() / 1e3)
        .put("total_evaluation_time_seconds", String.valueOf(run.seconds()));
  }

  private static void write(ScoredTask task, BufferedWriter out) throws IOException {
    for (ScoredTask.ScoredItem item : task.items()) {
      if (item.prepared().item() instanceof MultipleChoiceItem question) {
        out.write(
            HarnessSamples.line(task.prepared().task().definition(), question, item.outcome()));
        out.write('\n');
      }
    }
  }

  private static BufferedWriter create(FileSystem files, Path file) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(files.create(file, false), StandardCharsets.UTF_8));
  }
}
