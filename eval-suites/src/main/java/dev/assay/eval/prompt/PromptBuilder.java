package dev.assay.eval.prompt;

import dev.assay.error.AssayException;
import dev.assay.error.ErrorKind;
import dev.assay.eval.data.DataFile;
import dev.assay.eval.data.DataFolder;
import dev.assay.eval.data.DataSplit;
import dev.assay.eval.data.SourceDocument;
import dev.assay.eval.task.FewShotDefinition;
import dev.assay.eval.task.SelectedTask;
import dev.assay.eval.task.TaskDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Builds the questions of a task. Reads its data once, when constructed. */
public final class PromptBuilder {
  private final SelectedTask task;
  private final FewShotSampling sampling;
  private final QuestionTemplate template;
  private final DataSplit evaluated;
  private final DataSplit pool;

  /**
   * @throws AssayException of kind DATA where the data are missing or the pool is too small for the
   *     shots
   */
  public PromptBuilder(SelectedTask task, DataFolder data, FewShotSampling sampling) {
    TaskDefinition definition = task.definition();
    FewShotDefinition fewShot = definition.fewShot();
    this.task = task;
    this.sampling = sampling;
    this.template = new QuestionTemplate(definition.prompt());
    this.evaluated = data.split(definition, definition.source().evaluated());
    if (task.shots() == 0) {
      this.pool = new DataSplit(List.of(), List.of());
    } else if (fewShot.split().equals(definition.source().evaluated())) {
      this.pool = evaluated;
    } else {
      this.pool = data.split(definition, fewShot.split());
    }
    int needed = sampler().needed();
    if (pool.documents().size() < needed) {
      throw new AssayException(
          ErrorKind.DATA,
          task.shots() + " shots cannot be taken for task " + definition.name(),
          "its split '"
              + fewShot.split()
              + "' has "
              + pool.documents().size()
              + " documents, and "
              + needed
              + " are needed",
          "ask for fewer, e.g. " + definition.name() + "@0");
    }
  }

  /** Questions in document order; a document that cannot be asked is a {@link FailedItem}. */
  public List<Item> items(DocumentLimit limit) {
    TaskDefinition definition = task.definition();
    FewShotSampler sampler = sampler();
    List<Item> items = new ArrayList<>();
    for (SourceDocument document :
        evaluated.documents().subList(0, limit.of(evaluated.documents().size()))) {
      try {
        items.add(item(document, sampler.draw(document)));
      } catch (BrokenDocument e) {
        items.add(new FailedItem(definition.name(), document.docId(), e.code(), e.getMessage()));
      }
    }
    return items;
  }

  private FewShotSampler sampler() {
    return new FewShotSampler(
        task.definition().fewShot(), sampling, task.shots(), pool.documents());
  }

  private Item item(SourceDocument document, List<SourceDocument> drawn) throws BrokenDocument {
    TaskDefinition definition = task.definition();
    String delimiter = definition.prompt().targetDelimiter();
    List<String> shots = new ArrayList<>();
    for (SourceDocument shot : drawn) {
      Question solved = shot(shot);
      String answer = solved.choices().get(solved.target());
      shots.add(solved.text() + delimiter + answer + definition.fewShot().delimiter());
    }
    Question question = template.fill(document);
    return new MultipleChoiceItem(
        definition.name(),
        document.docId(),
        new PromptPieces(definition.prompt().description(), shots, question.text()),
        question.choices().stream().map(choice -> delimiter + choice).toList(),
        question.choices(),
        question.target(),
        question.document());
  }

  /** A shot that cannot be made is no fault of the question's row, and says whose it is. */
  private Question shot(SourceDocument document) throws BrokenDocument {
    try {
      return template.fill(document);
    } catch (BrokenDocument e) {
      throw new BrokenDocument(
          "broken_shot",
          "document "
              + document.docId()
              + " of the split '"
              + task.definition().fewShot().split()
              + "' cannot be a shot: "
              + e.code()
              + ": "
              + e.getMessage());
    }
  }

  /** Documents in the evaluated split, whatever the limit. */
  public int documents() {
    return evaluated.documents().size();
  }

  /** Every file read, shots' files included, each once. */
  public List<DataFile> files() {
    Set<DataFile> files = new LinkedHashSet<>(evaluated.files());
    files.addAll(pool.files());
    return List.copyOf(files);
  }
}
