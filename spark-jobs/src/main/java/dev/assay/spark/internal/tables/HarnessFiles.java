package dev.assay.spark.internal.tables;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** results_*.json and samples_*.jsonl in the shape that people of the field parse. */
public final class HarnessFiles {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSSSSS");

  /** Numbers in their shortest form on every JDK. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private HarnessFiles() {}

  /**
   * The samples of a task.
   *
   * @param lines without line ends; read once
   */
  public record Samples(String task, Stream<String> lines) {}

  /**
   * Writes the files of a run into a folder that bears its id. What is there was left by an attempt
   * that was interrupted before the run was complete.
   *
   * @param results as {@link dev.assay.eval.report.HarnessResults} makes them; gets model and times
   * @param seconds that the run took
   * @param fence keeps a driver that lost its lock from writing
   */
  public static void write(
      RunTables tables,
      String runId,
      java.nio.file.Path model,
      double seconds,
      ObjectNode results,
      List<Samples> samples,
      RunTables.Fence fence) {
    Path folder = tables.aside(runId, "harness", fence);
    String time = LocalDateTime.now(ZoneOffset.UTC).format(TIME);
    results
        .put("model_name", model.toString())
        .put("model_name_sanitized", model.toString().replaceAll("[\"<>:/|\\\\?*\\[\\]]+", "__"))
        .put("date", System.currentTimeMillis() / 1e3)
        .put("total_evaluation_time_seconds", String.valueOf(seconds));
    try {
      FileSystem files = tables.files(folder);
      files.delete(folder, true);
      try (BufferedWriter out = create(files, new Path(folder, "results_" + time + ".json"))) {
        out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(results));
        out.newLine();
      }
      for (Samples task : samples) {
        String name = "samples_" + task.task() + "_" + time + ".jsonl";
        try (BufferedWriter out = create(files, new Path(folder, name))) {
          for (Iterator<String> lines = task.lines().iterator(); lines.hasNext(); ) {
            out.write(lines.next());
            out.write('\n');
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    tables.move(folder, new Path(new Path(tables.output(), "harness"), runId), fence);
  }

  private static BufferedWriter create(FileSystem files, Path file) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(files.create(file, false), StandardCharsets.UTF_8));
  }
}
