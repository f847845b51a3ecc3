package dev.assay.eval.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.catalog.Task;
import dev.assay.eval.document.DataFile;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.function.DocumentException;
import dev.assay.eval.item.AskedItem;
import dev.assay.eval.item.FailedItem;
import dev.assay.eval.item.Item;
import dev.assay.eval.item.Request;
import dev.assay.eval.item.SolvedExample;
import dev.assay.eval.metric.OutputType;
import java.util.ArrayList;
import java.util.List;

/** Makes a task's documents into items. Reads its splits once, when constructed. */
public final class ItemBuilder {
  private final Task task;
  private final int shots;
  private final ItemSettings settings;
  private final TaskRows rows;
  private final PromptWriter prompts;
  private final Requests requests;
  private final References references;

  /**
   * @param shots solved examples before each question; none come before a whole text whose
   *     log-likelihood is asked
   * @throws AssayException of kind DATA where the documents are missing or the pool is too small
   *     for the shots
   */
  public ItemBuilder(Task task, int shots, DocumentSource source, ItemSettings settings) {
    this.task = task;
    this.shots = task.outputType() == OutputType.LOGLIKELIHOOD_ROLLING ? 0 : shots;
    this.settings = settings;
    this.rows = TaskRows.read(task, this.shots, source);
    int needed = sampler().needed();
    if (rows.pool().size() < needed) {
      throw new AssayException(
          ErrorKind.DATA,
          shots + " shots cannot be taken for task " + task.name(),
          "its pool of examples has "
              + rows.pool().size()
              + " documents, and "
              + needed
              + " are needed",
          "ask for fewer, e.g. " + task.name() + "@0");
    }
    FieldValues values = new FieldValues(rows.columns(), task.prompt().choices() != null);
    boolean severalContexts = severalContexts(values);
    this.prompts = new PromptWriter(task, rows.description(), values, settings, severalContexts);
    this.requests = new Requests(task, values, settings.chat(), severalContexts);
    this.references = new References(task, values, severalContexts);
  }

  private FewShotSampler sampler() {
    return new FewShotSampler(task.fewShot(), settings.sampling(), shots, rows.pool());
  }

  /** The first document's question is an index: the harness's test of {@code multiple_input}. */
  private boolean severalContexts(FieldValues values) {
    if (task.outputType() != OutputType.MULTIPLE_CHOICE) {
      return false;
    }
    for (Row row : rows.questions()) {
      try {
        return values.text(task.prompt().text(), row.usable()).isIntegralNumber();
      } catch (DocumentException e) {
        // That document fails by itself when its item is made; the next one tells.
        continue;
      }
    }
    return false;
  }

  /** Items in document order; a document that cannot be asked is a {@link FailedItem}. */
  public List<Item> items(DocumentLimit limit) {
    FewShotSampler sampler = sampler();
    List<Item> items = new ArrayList<>();
    for (Row row : rows.questions().subList(0, limit.of(rows.questions().size()))) {
      items.add(item(row, sampler));
    }
    return items;
  }

  private Item item(Row row, FewShotSampler sampler) {
    try {
      // Drawn for broken documents too, so that the others' examples do not depend on them.
      List<Row> drawn = sampler.draw(row);
      ObjectNode document = row.usable();
      List<SolvedExample> examples = new ArrayList<>();
      for (Row shot : drawn) {
        examples.add(example(shot));
      }
      return asked(row.number(), document, examples);
    } catch (DocumentException e) {
      return new FailedItem(task.name(), row.number(), e.code(), e.getMessage());
    }
  }

  private Item asked(int number, ObjectNode document, List<SolvedExample> examples) {
    List<String> choices = List.of();
    Request request =
        switch (task.outputType()) {
          case MULTIPLE_CHOICE -> {
            choices = prompts.choices(document);
            yield requests.choices(document, prompts.prompts(document, examples), choices);
          }
          case LOGLIKELIHOOD ->
              requests.continuation(document, prompts.prompts(document, examples).get(0));
          case GENERATE_UNTIL -> requests.completion(prompts.prompts(document, examples).get(0));
          case LOGLIKELIHOOD_ROLLING -> requests.rolling(document);
        };
    return new AskedItem(
        task.name(),
        number,
        request,
        references.of(document, choices),
        references.printedTarget(document),
        document);
  }

  /** An example that cannot be made is no fault of the question's row, and says whose it is. */
  private SolvedExample example(Row shot) {
    try {
      return prompts.example(shot.usable());
    } catch (DocumentException e) {
      throw new DocumentException(
          "broken_shot",
          "document "
              + shot.number()
              + " of the pool of examples cannot be one: "
              + e.code()
              + ": "
              + e.getMessage());
    }
  }

  /** Documents in the evaluated split, whatever the limit. */
  public int documents() {
    return rows.questions().size();
  }

  /** Which of several splits the documents are of. */
  public SplitCoverage coverage() {
    return rows.coverage();
  }

  /** Every file read, examples' files included, each once. */
  public List<DataFile> files() {
    return rows.files();
  }
}
