package dev.assay.eval.gate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.comparison.ComparedSide;
import dev.assay.eval.comparison.PairedItems;
import dev.assay.eval.comparison.PromptRule;
import dev.assay.eval.gate.settings.LineDefinition;
import dev.assay.eval.gate.settings.LineMode;
import dev.assay.eval.gate.settings.RunDifference;
import dev.assay.eval.response.AnsweredItem;
import dev.assay.eval.run.ScoredItem;
import dev.assay.eval.run.ScoredTask;
import java.util.List;

/** The items of a line's tasks that two runs share. */
final class SharedItems {
  private SharedItems() {}

  /**
   * Items that the candidate failed on are there, where failures are wrong; what the baseline
   * failed on is left out. Where answers themselves are compared, failures are answers.
   */
  static PairedItems of(GatedLine line, ComparedSide candidate, ComparedSide baseline) {
    LineDefinition definition = line.definition();
    return PairedItems.of(
        items(line, candidate),
        items(line, baseline),
        definition.accept().contains(RunDifference.PROMPT) ? PromptRule.ANY : PromptRule.SAME,
        (mine, other) ->
            !(definition.mode() instanceof LineMode.Identical)
                && (other.failed() || mine.failed() && !definition.failuresAreWrong()));
  }

  /** Of one run. */
  static List<ScoredItem> items(GatedLine line, ComparedSide side) {
    return side.scores().tasks().stream()
        .filter(task -> line.tasks().contains(task.name()))
        .map(ScoredTask::scoredItems)
        .flatMap(List::stream)
        .filter(item -> isWanted(line.definition(), item.item()))
        .toList();
  }

  private static boolean isWanted(LineDefinition definition, AnsweredItem item) {
    return definition.subset().isEmpty()
        || item.reference() != null
            && definition
                .subset()
                .get()
                .value()
                .equals(item.reference().traits().get(definition.subset().get().trait()));
  }

  /**
   * By what an item is told from others that are drawn with it: the line's trait, else the cluster
   * that its value names, else itself. The names' order is the items' own.
   */
  static String cluster(GatedLine line, AnsweredItem item, String named) {
    String alone = "%s\u0000%010d".formatted(item.task(), item.docId());
    if (line.definition().cluster().isEmpty()) {
      return named.isEmpty() ? alone : item.task() + "\u0001" + named;
    }
    String trait = line.definition().cluster().get();
    String value = item.reference() == null ? null : item.reference().traits().get(trait);
    if (value == null) {
      throw new AssayException(
          ErrorKind.USAGE,
          "the gate's line of " + line.name().task() + " cannot be used",
          "document " + item.docId() + " of " + item.task() + " has no trait '" + trait + "'",
          item.reference() == null || item.reference().traits().isEmpty()
              ? "its prompts have no traits: leave 'cluster' out"
              : "it has " + String.join(", ", item.reference().traits().keySet()));
    }
    return item.task() + "\u0001" + value;
  }
}
