package dev.assay.cli.evaluate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.document.Document;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.prompt.TaskDocuments;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The documents that tasks read, as JSON Lines, one file per task and split: for other programs
 * that evaluate on the same ones, whatever form and layout they came in.
 */
record DocumentFiles(DocumentSource source, Path folder) {
  /**
   * @return how many files were written
   * @throws AssayException of kind DATA where documents are missing, before anything is written; of
   *     kind OUTPUT where a file exists
   */
  int write(List<SelectedTask> tasks) {
    tasks.forEach(task -> splits(task).forEach(split -> documents(task.task(), split)));
    int files = 0;
    for (SelectedTask task : tasks) {
      for (String split : splits(task)) {
        write(task.task(), split);
        files++;
      }
    }
    return files;
  }

  /** As the data set has them, or as they are made of several splits of it. */
  private List<Document> documents(Task task, String split) {
    return TaskDocuments.areMade(task)
        ? TaskDocuments.made(task, source)
        : source.split(task.dataset(), split).documents();
  }

  private static Set<String> splits(SelectedTask selected) {
    Set<String> splits = new LinkedHashSet<>();
    splits.add(selected.task().split());
    if (selected.shots() > 0
        && selected.task().fewShot() != null
        && selected.task().fewShot().split() != null) {
      splits.add(selected.task().fewShot().split());
    }
    return splits;
  }

  private void write(Task task, String split) {
    Path file = folder.resolve(task.name() + "." + split + ".jsonl");
    try {
      Files.createDirectories(folder);
      try (BufferedWriter out = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
        for (Document document : documents(task, split)) {
          // A broken row keeps its place: numbers of documents mean the same in both programs.
          out.write(document.broken() ? "{}" : document.fields().toString());
          out.write('\n');
        }
      }
    } catch (IOException e) {
      throw new AssayException(
          ErrorKind.OUTPUT,
          file + " is not written",
          Files.exists(file) ? "it exists" : e.toString(),
          "give a new folder",
          e);
    }
  }
}
