package dev.assay.eval.prompt;

import dev.assay.core.error.AssayException;
import dev.assay.eval.data.DataFile;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.SourceDocument;
import dev.assay.eval.task.GenerationTask;
import dev.assay.eval.task.SelectedGenerationTask;
import java.util.ArrayList;
import java.util.List;

/** Builds the questions of a generation task. Reads its data once, when constructed. */
public final class GenerationPromptBuilder {
  private final GenerationTask task;
  private final GenerationTemplate template;
  private final QuestionSplits splits;

  /**
   * @throws AssayException of kind DATA where the data are missing or the pool is too small for the
   *     shots
   */
  public GenerationPromptBuilder(
      SelectedGenerationTask task, DataFolder data, FewShotSampling sampling) {
    this.task = task.definition();
    this.template = new GenerationTemplate(this.task);
    this.splits = new QuestionSplits(this.task, this.task.fewShot(), task.shots(), data, sampling);
  }

  /**
   * A {@link GenerationItem} for each document, in order, or a {@link FailedItem} for one that
   * cannot be asked or whose answers could not be scored.
   */
  public List<Item> items(DocumentLimit limit) {
    return splits.items(task.name(), limit, this::item);
  }

  private Item item(SourceDocument document, List<SourceDocument> drawn) throws BrokenDocument {
    List<SolvedExample> examples = new ArrayList<>();
    for (SourceDocument shot : drawn) {
      examples.add(example(shot));
    }
    GenerationTemplate.Asked asked = template.ask(document);
    return new GenerationItem(
        task.name(),
        document.docId(),
        task.prompt().description(),
        examples,
        asked.text(),
        task.generation(),
        asked.reference(),
        asked.document());
  }

  private SolvedExample example(SourceDocument document) throws BrokenDocument {
    try {
      return template.solve(document, task.fewShot().delimiter());
    } catch (BrokenDocument e) {
      throw splits.brokenShot(document, e);
    }
  }

  /** Documents in the evaluated split, whatever the limit. */
  public int documents() {
    return splits.documents();
  }

  /** Every file read, shots' files included, each once. */
  public List<DataFile> files() {
    return splits.files();
  }
}
