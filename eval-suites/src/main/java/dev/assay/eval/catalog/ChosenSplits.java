package dev.assay.eval.catalog;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.core.error.NearestNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Splits that somebody wants evaluated in the place of those that the tasks' files name. A task
 * that is evaluated so has another fingerprint, and its alias says the split.
 *
 * @param forAll null where only {@code byTask} counts
 */
public record ChosenSplits(String forAll, Map<String, String> byTask) {
  public ChosenSplits {
    byTask = Map.copyOf(byTask);
  }

  /**
   * What somebody wrote.
   *
   * @param texts each {@code validation}, for all tasks, or {@code arc_easy=validation}
   * @throws AssayException of kind USAGE where that is neither, or says two things of one task
   */
  public static ChosenSplits parse(List<String> texts) {
    String forAll = null;
    Map<String, String> byTask = new LinkedHashMap<>();
    for (String text : texts) {
      int at = text.indexOf('=');
      String split = text.substring(at + 1).strip();
      String before = at < 0 ? forAll : byTask.put(text.substring(0, at).strip(), split);
      forAll = at < 0 ? split : forAll;
      if (split.isEmpty() || at == 0 || before != null && !before.equals(split)) {
        throw new AssayException(
            ErrorKind.USAGE,
            "'" + text + "' chooses no split",
            split.isEmpty() || at == 0
                ? "a name is empty"
                : "another one is chosen, too: " + before,
            "write e.g. validation, or arc_easy=validation");
      }
    }
    return new ChosenSplits(forAll, byTask);
  }

  /**
   * The selection, evaluated on these splits.
   *
   * @throws AssayException of kind USAGE where a task is named that is not selected
   */
  public Selection of(Selection selection) {
    Set<String> selected =
        selection.tasks().stream().map(one -> one.task().name()).collect(Collectors.toSet());
    for (String name : new TreeSet<>(byTask.keySet())) {
      if (!selected.contains(name)) {
        throw new AssayException(
            ErrorKind.USAGE,
            "a split is chosen for task '" + name + "'",
            "that task is not selected",
            NearestNames.suggestion(name, selected, "name one of the selected tasks"));
      }
    }
    return new Selection(
        selection.tasks().stream().map(this::chosen).toList(),
        selection.groups(),
        selection.unusable());
  }

  private SelectedTask chosen(SelectedTask selected) {
    String split = byTask.getOrDefault(selected.task().name(), forAll);
    return split == null || split.equals(selected.task().split())
        ? selected
        : new SelectedTask(selected.task().evaluatedOn(split), selected.shots(), split);
  }
}
