package dev.assay.eval.prompt;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.catalog.FewShotDefinition;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.document.DocumentSplit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The documents that a task asks and those that its examples are taken from, read once.
 *
 * @param questions of the evaluated split
 * @param pool of examples; empty where none are asked for
 * @param files read, each once
 * @param coverage which of several splits the questions are of
 */
record TaskRows(List<Row> questions, List<Row> pool, List<DataFile> files, SplitCoverage coverage) {
  /**
   * Reads them.
   *
   * @throws AssayException of kind DATA where the documents are missing, or there is no pool
   */
  static TaskRows read(Task task, int shots, DocumentSource source) {
    TaskQuestions evaluated = TaskQuestions.read(task, source);
    List<Row> questions = evaluated.rows();
    SplitCoverage coverage = evaluated.coverage();
    FewShotDefinition fewShot = task.fewShot();
    if (shots == 0) {
      return new TaskRows(questions, List.of(), evaluated.files(), coverage);
    }
    if (fewShot.split() == null) {
      return new TaskRows(questions, samples(task, shots), evaluated.files(), coverage);
    }
    boolean made = TaskDocuments.areMade(fewShot.processDocuments());
    if ((made || fewShot.split().equals(task.split()))
        && Objects.equals(fewShot.processDocuments(), task.processDocuments())) {
      return new TaskRows(questions, questions, evaluated.files(), coverage);
    }
    if (made) {
      throw new AssayException(
          ErrorKind.USAGE,
          shots + " shots cannot be taken for task " + task.name(),
          fewShot.processDocuments() + " makes documents of splits of its own",
          "let 'fewshot_config' have another 'process_docs', or ask for none: "
              + task.name()
              + "@0");
    }
    DocumentSplit pool = source.split(task.dataset(), fewShot.split());
    Set<DataFile> files = new LinkedHashSet<>(evaluated.files());
    files.addAll(pool.files());
    return new TaskRows(
        questions,
        Row.of(pool.documents(), fewShot.processDocuments()),
        List.copyOf(files),
        coverage);
  }

  private static List<Row> samples(Task task, int shots) {
    List<Row> rows = new ArrayList<>();
    task.fewShot().samples().forEach(sample -> rows.add(new Row(rows.size(), sample, null)));
    if (rows.isEmpty()) {
      throw new AssayException(
          ErrorKind.DATA,
          shots + " shots cannot be taken for task " + task.name(),
          "its file names no split for them and holds no samples",
          "ask for none: " + task.name() + "@0");
    }
    return rows;
  }

  /** Columns that some question has. */
  Set<String> columns() {
    Set<String> columns = new HashSet<>();
    for (Row row : questions) {
      if (row.failure() == null) {
        row.fields().fieldNames().forEachRemaining(columns::add);
      }
    }
    return columns;
  }
}
