package dev.assay.eval.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.document.Document;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.document.DocumentSplit;
import dev.assay.eval.function.DocumentException;
import dev.assay.eval.function.Interleaving;
import dev.assay.eval.function.TaskFunction;
import dev.assay.eval.function.TaskFunction.OfEither;
import dev.assay.eval.function.TaskFunction.OfSplits;
import dev.assay.eval.function.TaskFunction.SplitName;
import dev.assay.eval.function.TaskFunction.SplitRow;
import dev.assay.eval.function.TaskFunctions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The documents that a task asks: of its split, or made of several splits of its data set.
 *
 * @param files read, each once
 * @param coverage which of the splits are there
 */
record TaskQuestions(List<Row> rows, List<DataFile> files, SplitCoverage coverage) {
  /**
   * Reads them.
   *
   * @throws dev.assay.core.error.AssayException of kind DATA where a split is missing that has to
   *     be there
   */
  static TaskQuestions read(Task task, DocumentSource source) {
    String function = task.processDocuments();
    TaskFunction found = function == null ? null : TaskFunctions.find(function).orElse(null);
    if (found instanceof OfSplits splits) {
      return of(task, splits, source, List.of());
    }
    if (found instanceof OfEither either) {
      boolean preferred =
          either.preferred().asked().stream()
              .allMatch(name -> source.holds(TaskDocuments.configured(task, name), name.split()));
      return preferred
          ? of(task, either.preferred(), source, List.of())
          : of(task, either.otherwise(), source, List.of(either.called()));
    }
    DocumentSplit split = source.split(task.dataset(), task.split());
    return new TaskQuestions(
        Row.of(split.documents(), function), split.files(), SplitCoverage.WHOLE);
  }

  private static TaskQuestions of(
      Task task, OfSplits splits, DocumentSource source, List<String> called) {
    List<SplitName> present = new ArrayList<>(splits.asked());
    List<String> missing = new ArrayList<>();
    if (splits.counted() != null) {
      present.removeIf(name -> !source.holds(TaskDocuments.configured(task, name), name.split()));
      splits.asked().stream()
          .filter(name -> !present.contains(name))
          .forEach(name -> missing.add(name.configuration()));
    }
    // Where none is there, the error says what to do about the first.
    List<SplitName> wanted = present.isEmpty() ? splits.asked() : present;
    Map<SplitName, DocumentSplit> read = new LinkedHashMap<>();
    Set<DataFile> files = new LinkedHashSet<>();
    Stream.concat(wanted.stream(), splits.besides().stream())
        .forEach(
            name ->
                read.put(name, source.split(TaskDocuments.configured(task, name), name.split())));
    read.values().forEach(split -> files.addAll(split.files()));
    Map<String, Integer> leftOut = new TreeMap<>();
    List<Row> rows = rows(splits, wanted, read, leftOut);
    List<String> notes = new ArrayList<>(called);
    leftOut.forEach((what, count) -> notes.add(count + " " + what + " left out"));
    return new TaskQuestions(
        rows,
        List.copyOf(files),
        new SplitCoverage(wanted.size(), missing, splits.counted(), notes));
  }

  /**
   * The first row of each split, then the second of each, and so on; of rows that several documents
   * are made of likewise their first ones, then their second ones.
   *
   * @param leftOut counts documents that are no questions, by what they are
   */
  private static List<Row> rows(
      OfSplits splits,
      List<SplitName> asked,
      Map<SplitName, DocumentSplit> read,
      Map<String, Integer> leftOut) {
    Map<SplitName, List<ObjectNode>> fields = new LinkedHashMap<>();
    read.forEach(
        (name, split) -> {
          List<ObjectNode> rows = new ArrayList<>();
          split.documents().forEach(row -> rows.add(row.broken() ? null : row.fields()));
          fields.put(name, rows);
        });
    Function<SplitRow, List<ObjectNode>> maker = splits.maker().over(fields);
    int longest = asked.stream().mapToInt(name -> fields.get(name).size()).max().orElse(0);
    List<Row> rows = new ArrayList<>();
    for (int number = 0; number < longest; number++) {
      List<List<Row>> made = new ArrayList<>();
      for (SplitName name : asked) {
        if (number < fields.get(name).size()) {
          made.add(made(name, read.get(name).documents().get(number), maker, leftOut));
        }
      }
      Interleaving.of(made)
          .forEach(row -> rows.add(new Row(rows.size(), row.fields(), row.failure())));
    }
    return List.copyOf(rows);
  }

  /** Rows that are not counted yet. */
  private static List<Row> made(
      SplitName name,
      Document document,
      Function<SplitRow, List<ObjectNode>> maker,
      Map<String, Integer> leftOut) {
    List<Row> rows = new ArrayList<>();
    try {
      if (document.broken()) {
        throw new DocumentException("broken_row", document.error());
      }
      ObjectNode own = document.fields().deepCopy();
      for (ObjectNode made : maker.apply(new SplitRow(name, document.number(), own))) {
        if (made.hasNonNull(TaskFunction.LEFT_OUT)) {
          leftOut.merge(made.get(TaskFunction.LEFT_OUT).asText(), 1, Integer::sum);
        } else {
          rows.add(new Row(0, made, null));
        }
      }
    } catch (DocumentException e) {
      rows.add(new Row(0, null, e));
    }
    return rows;
  }
}
