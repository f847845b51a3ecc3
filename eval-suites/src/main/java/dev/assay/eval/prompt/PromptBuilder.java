package dev.assay.eval.prompt;

import dev.assay.core.error.AssayException;
import dev.assay.eval.data.DataFile;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.SourceDocument;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskDefinition;
import java.util.ArrayList;
import java.util.List;

/** Builds the questions of a task with answer choices. Reads its data once, when constructed. */
public final class PromptBuilder {
  private final TaskDefinition task;
  private final QuestionTemplate template;
  private final QuestionSplits splits;

  /**
   * @throws AssayException of kind DATA where the data are missing or the pool is too small for the
   *     shots
   */
  public PromptBuilder(SelectedTask task, DataFolder data, FewShotSampling sampling) {
    this.task = task.definition();
    this.template = new QuestionTemplate(this.task.prompt());
    this.splits = new QuestionSplits(this.task, this.task.fewShot(), task.shots(), data, sampling);
  }

  /** Questions in document order; a document that cannot be asked is a {@link FailedItem}. */
  public List<Item> items(DocumentLimit limit) {
    return splits.items(task.name(), limit, this::item);
  }

  private Item item(SourceDocument document, List<SourceDocument> drawn) throws BrokenDocument {
    String delimiter = task.prompt().targetDelimiter();
    List<String> shots = new ArrayList<>();
    for (SourceDocument shot : drawn) {
      Question solved = shot(shot);
      String answer = solved.choices().get(solved.target());
      shots.add(solved.text() + delimiter + answer + task.fewShot().delimiter());
    }
    Question question = template.fill(document);
    return new MultipleChoiceItem(
        task.name(),
        document.docId(),
        new PromptPieces(task.prompt().description(), shots, question.text()),
        question.choices().stream().map(choice -> delimiter + choice).toList(),
        question.choices(),
        question.target(),
        question.document());
  }

  private Question shot(SourceDocument document) throws BrokenDocument {
    try {
      return template.fill(document);
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
