package dev.assay.spark.internal.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.spark.internal.generate.GenerateResult.Counts;
import dev.assay.spark.internal.work.WorkFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The folder of a new table. It says what the table is a function of ({@code _generation.json})
 * before there is any row, and is complete once it has {@code _SUCCESS}; the counts are in {@code
 * _counts.json}.
 */
final class OutputTable {
  private static final String CONTENT = "_generation.json";
  private static final String COUNTS = "_counts.json";
  private static final String SUCCESS = "_SUCCESS";
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final FileSystem files;

  OutputTable(SparkSession spark, String output) {
    this.folder = new Path(output);
    try {
      this.files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * @throws AssayException of kind OUTPUT where the folder is something else, or another job's,
   *     with what differs
   */
  void check(JobContent content) {
    try {
      String found = read(CONTENT);
      if (found != null) {
        refuseOther(content.differences(JobContent.parse(found)));
      } else if (files.exists(folder) && hasOther()) {
        throw new AssayException(
            ErrorKind.OUTPUT,
            "the output " + folder + " exists",
            "it is no table of answers, or one without its " + CONTENT,
            "give --output a new folder, or remove this one");
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private boolean hasOther() throws IOException {
    for (FileStatus file : files.listStatus(folder)) {
      if (!file.getPath().getName().startsWith("_")) {
        return true;
      }
    }
    return false;
  }

  /** Makes the folder this job's, who holds the lock. */
  void claim(JobContent content) {
    check(content);
    try {
      if (read(CONTENT) == null) {
        write(CONTENT, content.json());
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void refuseOther(List<String> differences) {
    if (!differences.isEmpty()) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "the output " + folder + " is another job's",
          String.join("; ", differences),
          "give --output a new folder, or what that job was given");
    }
  }

  boolean isComplete() {
    try {
      return files.exists(new Path(folder, SUCCESS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Counts of the complete table. */
  Counts counts() {
    try {
      JsonNode counts = JSON.readTree(read(COUNTS));
      return new Counts(
          counts.path("rows").asLong(),
          counts.path("failed").asLong(),
          counts.path("prompt_tokens").asLong(),
          counts.path("completion_tokens").asLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the output of the chunks, and says that it is complete. What was stopped goes on. */
  Counts publish(
      WorkFolder work, List<StagedRows.Chunk> chunks, Dataset<Row> answered, RowAnswers answers) {
    try {
      if (read(COUNTS) == null) {
        write(COUNTS, json(count(answered, answers)));
      }
      answers.publish(this, work, chunks, answered);
      write(SUCCESS, "");
    } catch (IOException e) {
      throw unwritable(e);
    }
    return counts();
  }

  private static Counts count(Dataset<Row> answered, RowAnswers answers) {
    Row row =
        answered
            .agg(
                functions.count(functions.lit(1)),
                functions.count_if(answers.failed()),
                functions.sum(answers.promptTokens()),
                functions.sum(answers.completionTokens()))
            .head();
    return new Counts(
        row.getLong(0),
        row.getLong(1),
        row.isNullAt(2) ? 0 : row.getLong(2),
        row.isNullAt(3) ? 0 : row.getLong(3));
  }

  /**
   * Moves a chunk's files here.
   *
   * @param prefix of their new names
   */
  void moveFiles(String chunk, String prefix) throws IOException {
    for (FileStatus file : files.listStatus(new Path(chunk))) {
      String name = file.getPath().getName();
      Path to = new Path(folder, prefix + name);
      if (name.startsWith("part-") && !files.rename(file.getPath(), to)) {
        throw new IOException("the file system would not rename " + file.getPath() + " to " + to);
      }
    }
  }

  /**
   * Writes a file of lines.
   *
   * @param lines one column; the driver holds a partition of them at a time
   */
  void writeLines(Dataset<Row> lines, String name) throws IOException {
    Path unfinished = new Path(folder, "_" + name + ".unfinished");
    try (FSDataOutputStream out = files.create(unfinished, true)) {
      for (Iterator<Row> rows = lines.toLocalIterator(); rows.hasNext(); ) {
        out.write(rows.next().getString(0).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
    }
    replace(unfinished, name);
  }

  private static String json(Counts counts) {
    return JSON.createObjectNode()
        .put("rows", counts.rows())
        .put("failed", counts.failed())
        .put("prompt_tokens", counts.promptTokens())
        .put("completion_tokens", counts.completionTokens())
        .toPrettyString();
  }

  private String read(String name) throws IOException {
    try (FSDataInputStream in = files.open(new Path(folder, name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  /** Whole or not at all, as far as the file system renames so. */
  private void write(String name, String content) throws IOException {
    Path unfinished = new Path(folder, "_" + name + ".unfinished");
    try (FSDataOutputStream out = files.create(unfinished, true)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    replace(unfinished, name);
  }

  private void replace(Path unfinished, String name) throws IOException {
    files.delete(new Path(folder, name), false);
    if (!files.rename(unfinished, new Path(folder, name))) {
      throw new IOException("the file system would not rename " + unfinished);
    }
  }

  private AssayException unwritable(IOException e) {
    return new AssayException(
        ErrorKind.OUTPUT,
        "the output folder " + folder + " cannot be written",
        e.toString(),
        "give --output a folder that this user may write",
        e);
  }
}
