package dev.assay.spark.internal.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.spark.internal.chunks.Chunk;
import dev.assay.spark.internal.chunks.CommittedChunk;
import dev.assay.spark.internal.chunks.CommittedChunks;
import dev.assay.spark.internal.chunks.WholeFiles;
import dev.assay.spark.internal.generate.GenerateResult.Counts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a new table. It says what the table is a function of ({@code _generation.json})
 * before there is any row, and is complete once it has {@code _SUCCESS}; the counts are in {@code
 * _counts.json}.
 */
final class OutputTable {
  private static final String CONTENT = "_generation.json";
  private static final String COUNTS = "_counts.json";
  private static final String SUCCESS = "_SUCCESS";

  /** Of {@link WholeFiles}, and of {@link #writeLines}. */
  private static final String UNFINISHED = "_.+\\.[0-9a-f-]{36}(\\.unfinished)?";

  private static final Logger LOG = LoggerFactory.getLogger(OutputTable.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final String format;
  private final FileSystem system;
  private final WholeFiles files;

  OutputTable(SparkSession spark, JobSettings settings) {
    this.folder = new Path(settings.output());
    this.format = settings.outputFormat().source();
    try {
      this.system = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
      this.files = new WholeFiles(system);
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
      Optional<JobContent> found = files.read(path(CONTENT)).flatMap(JobContent::parse);
      if (found.isPresent()) {
        refuseOther(content.differences(found.get()));
      } else if (system.exists(folder) && hasOther()) {
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
    for (FileStatus file : system.listStatus(folder)) {
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
      if (files.read(path(CONTENT)).flatMap(JobContent::parse).isEmpty()) {
        files.replace(path(CONTENT), content.json());
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
      return system.exists(path(SUCCESS));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  Path path(String name) {
    return new Path(folder, name);
  }

  String format() {
    return format;
  }

  String path() {
    return folder.toString();
  }

  /** Counts of the table; empty where they are not written, or cannot be read. */
  Optional<Counts> counts() {
    try {
      return files.read(path(COUNTS)).flatMap(OutputTable::parse);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  static Optional<Counts> parse(String json) {
    try {
      JsonNode counts = JSON.readTree(json);
      return Optional.of(
          new Counts(
              counts.required("rows").asLong(),
              counts.required("failed").asLong(),
              counts.required("prompt_tokens").asLong(),
              counts.required("completion_tokens").asLong()));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      LOG.warn("{} cannot be read and is counted again: {}", COUNTS, e.getMessage());
      return Optional.empty();
    }
  }

  /** Counts the rows of the complete table, and keeps the counts. */
  Counts recount(RowAnswers answers, Dataset<Row> rows) {
    try {
      Counts counts = count(rows, answers);
      files.replace(path(COUNTS), json(counts));
      return counts;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Makes the output of the chunks, and says that it is complete. What was stopped goes on.
   *
   * @throws AssayException of kind OUTPUT where the rows are not those that were asked, or another
   *     driver took this one's place
   */
  void publish(CommittedChunks committed, Dataset<Row> answered, RowAnswers answers) {
    try {
      removeUnfinished(committed);
      Optional<Counts> kept = counts().filter(counts -> counts.rows() == committed.count());
      if (kept.isEmpty()) {
        Counts counts = count(answered, answers);
        if (counts.rows() != committed.count()) {
          throw new AssayException(
              ErrorKind.OUTPUT,
              "the committed chunks do not have the rows that were asked",
              counts.rows() + " of " + committed.count() + " are there",
              "remove " + folder + " and run the same command again");
        }
        committed.check();
        files.replace(path(COUNTS), json(counts));
      }
      answers.publish(this, committed, answered);
      files.syncFolder(folder);
      committed.check();
      files.replace(path(SUCCESS), "");
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** What a driver that died was about to give its name. */
  private void removeUnfinished(CommittedChunks committed) throws IOException {
    for (FileStatus file : system.listStatus(folder)) {
      if (file.isFile() && file.getPath().getName().matches(UNFINISHED)) {
        committed.check();
        system.delete(file.getPath(), false);
      }
    }
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
   * Moves the chunks' files here. In the end the table has these files and no others.
   *
   * @param places where a chunk's file goes to
   */
  void moveFiles(CommittedChunks committed, BiFunction<Chunk, String, Path> places)
      throws IOException {
    Map<String, Long> wanted = new HashMap<>();
    for (CommittedChunk chunk : committed.chunks()) {
      committed.check();
      for (CommittedChunk.Part part : chunk.parts()) {
        Path place = places.apply(chunk.chunk(), part.name());
        wanted.put(place.getName(), part.bytes());
        if (!part.path().equals(place)) {
          move(part, place, committed);
        }
      }
    }
    committed.check();
    for (FileStatus file : system.listStatus(folder)) {
      String name = file.getPath().getName();
      if (!isHidden(name) && !wanted.containsKey(name)) {
        committed.check();
        removeRemains(file);
      }
    }
    refuseOthers(wanted);
  }

  /**
   * Moves a file, unless it was moved meanwhile. What lies there is never removed before it is seen
   * to be damaged: a driver that was suspended here may go on long after another has published.
   */
  private void move(CommittedChunk.Part part, Path place, CommittedChunks committed)
      throws IOException {
    if (system.exists(place) && system.getFileStatus(place).getLen() != part.bytes()) {
      committed.check();
      system.delete(place, false);
    }
    boolean moved = system.exists(part.path()) && system.rename(part.path(), place);
    if (!moved && !system.exists(place)) {
      throw new IOException("the file system would not rename " + part.path() + " to " + place);
    }
  }

  /** A chunk that was damaged and done again may have left files here. */
  private void removeRemains(FileStatus file) throws IOException {
    if (!file.isFile() || !file.getPath().getName().startsWith("chunk-")) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          "the output has " + file.getPath().getName() + ", which is not of this job",
          "something else writes to " + folder,
          "move it elsewhere; the same command then completes the table");
    }
    system.delete(file.getPath(), false);
  }

  private void refuseOthers(Map<String, Long> wanted) throws IOException {
    Map<String, Long> found = new HashMap<>();
    for (FileStatus file : system.listStatus(folder)) {
      if (!isHidden(file.getPath().getName())) {
        found.put(file.getPath().getName(), file.getLen());
      }
    }
    if (!found.equals(wanted)) {
      Set<String> differing = new TreeSet<>(wanted.keySet());
      differing.addAll(found.keySet());
      differing.removeIf(name -> Objects.equals(found.get(name), wanted.get(name)));
      throw new AssayException(
          ErrorKind.OUTPUT,
          "the output is not what its chunks have: " + String.join(", ", differing),
          "something else writes to " + folder,
          "run the same command again");
    }
  }

  private static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  /**
   * Writes a file of lines.
   *
   * @param lines one column; the driver holds a partition of them at a time
   */
  void writeLines(CommittedChunks committed, Dataset<Row> lines, String name) throws IOException {
    Path unfinished = path("_" + name + "." + committed.token());
    try (FSDataOutputStream out = system.create(unfinished, true)) {
      for (Iterator<Row> rows = lines.toLocalIterator(); rows.hasNext(); ) {
        out.write(rows.next().getString(0).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
    }
    committed.check();
    files.replace(unfinished, path(name));
  }

  private static String json(Counts counts) {
    return JSON.createObjectNode()
        .put("rows", counts.rows())
        .put("failed", counts.failed())
        .put("prompt_tokens", counts.promptTokens())
        .put("completion_tokens", counts.completionTokens())
        .toPrettyString();
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
