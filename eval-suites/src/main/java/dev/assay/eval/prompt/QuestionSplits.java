package dev.assay.eval.prompt;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.data.DataFile;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.DataSplit;
import dev.assay.eval.data.SourceDocument;
import dev.assay.eval.task.FewShotDefinition;
import dev.assay.eval.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The documents that a task asks and those that its shots are taken from, read once. */
final class QuestionSplits {
  private final FewShotDefinition fewShot;
  private final int shots;
  private final FewShotSampling sampling;
  private final DataSplit evaluated;
  private final DataSplit pool;

  /**
   * @param fewShot where shots come from; may be null for none
   * @throws AssayException of kind DATA where the data are missing or the pool is too small for the
   *     shots
   */
  QuestionSplits(
      Task task, FewShotDefinition fewShot, int shots, DataFolder data, FewShotSampling sampling) {
    this.fewShot = fewShot;
    this.shots = shots;
    this.sampling = sampling;
    this.evaluated = data.split(task, task.source().evaluated());
    if (shots == 0) {
      this.pool = new DataSplit(List.of(), List.of());
      return;
    }
    this.pool =
        fewShot.split().equals(task.source().evaluated())
            ? evaluated
            : data.split(task, fewShot.split());
    int needed = sampler().needed();
    if (pool.documents().size() < needed) {
      throw new AssayException(
          ErrorKind.DATA,
          shots + " shots cannot be taken for task " + task.name(),
          "its split '"
              + fewShot.split()
              + "' has "
              + pool.documents().size()
              + " documents, and "
              + needed
              + " are needed",
          "ask for fewer, e.g. " + task.name() + "@0");
    }
  }

  private FewShotSampler sampler() {
    return new FewShotSampler(fewShot, sampling, shots, pool.documents());
  }

  /** From a document and its shots, in order, to an item. */
  interface ItemMaker {
    Item item(SourceDocument document, List<SourceDocument> shots) throws BrokenDocument;
  }

  /** Items in document order; a document that cannot be asked is a {@link FailedItem}. */
  List<Item> items(String task, DocumentLimit limit, ItemMaker maker) {
    FewShotSampler sampler = shots == 0 ? null : sampler();
    int count = limit.of(evaluated.documents().size());
    List<Item> items = new ArrayList<>();
    for (SourceDocument document : evaluated.documents().subList(0, count)) {
      try {
        List<SourceDocument> drawn = sampler == null ? List.of() : sampler.draw(document);
        items.add(maker.item(document, drawn));
      } catch (BrokenDocument e) {
        items.add(new FailedItem(task, document.docId(), e.code(), e.getMessage()));
      }
    }
    return items;
  }

  /** A shot that cannot be made is no fault of the question's row, and says whose it is. */
  BrokenDocument brokenShot(SourceDocument document, BrokenDocument e) {
    return new BrokenDocument(
        "broken_shot",
        "document "
            + document.docId()
            + " of the split '"
            + fewShot.split()
            + "' cannot be a shot: "
            + e.code()
            + ": "
            + e.getMessage());
  }

  int documents() {
    return evaluated.documents().size();
  }

  List<DataFile> files() {
    Set<DataFile> files = new LinkedHashSet<>(evaluated.files());
    files.addAll(pool.files());
    return List.copyOf(files);
  }
}
