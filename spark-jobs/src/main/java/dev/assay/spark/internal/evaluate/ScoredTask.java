package dev.assay.spark.internal.evaluate;

import dev.assay.eval.encoding.EncodedChoice;
import dev.assay.eval.outcome.ChoiceOutcome;
import dev.assay.eval.outcome.ItemOutcome;
import dev.assay.eval.prompt.Item;
import dev.assay.eval.prompt.MultipleChoiceItem;
import dev.assay.eval.report.HarnessSamples;
import dev.assay.eval.task.TaskDefinition;
import dev.assay.spark.internal.evaluate.PreparedTask.PreparedItem;
import dev.assay.spark.internal.tables.HarnessFiles;
import java.util.ArrayList;
import java.util.List;

/** A prepared task with what its items' requests gave. */
record ScoredTask(PreparedTask prepared, List<ScoredItem> items, Sharing sharing) {

  /**
   * @param choices with their token log-probabilities, where they were asked for
   */
  record ScoredItem(
      PreparedItem prepared,
      ItemOutcome outcome,
      String errorMessage,
      List<ChunkOutcomes.Choice> choices) {}

  static ScoredTask of(PreparedTask task, ChunkOutcomes outcomes) {
    List<ScoredItem> items =
        task.items().stream().map(item -> scored(task.name(), item, outcomes)).toList();
    Sharing sharing =
        new Sharing(task.name(), outcomes.computedTokens(task.name()), task.tokensWithoutSharing());
    return new ScoredTask(task, items, sharing);
  }

  private static ScoredItem scored(String task, PreparedItem item, ChunkOutcomes outcomes) {
    if (item.errorCode() != null) {
      return failed(task, item, item.errorCode(), item.errorMessage());
    }
    ChunkOutcomes.Document document = outcomes.document(task, item.item().docId());
    if (document.errorCode() != null) {
      return failed(task, item, document.errorCode(), document.errorMessage());
    }
    List<EncodedChoice> encoded = item.encoded().choices();
    List<ChunkOutcomes.Choice> choices = document.choices();
    if (choices.size() != encoded.size()) {
      throw new IllegalStateException(
          "document "
              + item.item().docId()
              + " of "
              + task
              + " has "
              + choices.size()
              + " scored choices of "
              + encoded.size()
              + " in the committed chunks");
    }
    List<ChoiceOutcome> scored = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      ChunkOutcomes.Choice choice = choices.get(i);
      scored.add(
          new ChoiceOutcome(
              choice.logLikelihood(),
              choice.greedy(),
              choice.tokens(),
              encoded.get(i).codePoints(),
              encoded.get(i).bytes()));
    }
    boolean truncated = item.encoded().truncated();
    ItemOutcome outcome =
        new ItemOutcome(task, item.item().docId(), target(item.item()), scored, null, truncated);
    return new ScoredItem(item, outcome, null, choices);
  }

  private static ScoredItem failed(String task, PreparedItem item, String code, String message) {
    Item source = item.item();
    ItemOutcome outcome =
        new ItemOutcome(task, source.docId(), target(source), List.of(), code, false);
    return new ScoredItem(item, outcome, message, List.of());
  }

  /** −1 where the document could not be asked. */
  private static int target(Item item) {
    return item instanceof MultipleChoiceItem question ? question.target() : -1;
  }

  HarnessFiles.Samples harnessSamples() {
    TaskDefinition definition = prepared.task().definition();
    return new HarnessFiles.Samples(
        definition.name(),
        items.stream()
            .filter(item -> item.prepared().item() instanceof MultipleChoiceItem)
            .map(
                item ->
                    HarnessSamples.line(
                        definition, (MultipleChoiceItem) item.prepared().item(), item.outcome())));
  }

  long failed() {
    return items.stream().filter(item -> item.outcome().failed()).count();
  }

  long truncated() {
    return items.stream().filter(item -> item.outcome().truncated()).count();
  }
}
