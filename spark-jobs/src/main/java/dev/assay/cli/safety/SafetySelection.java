package dev.assay.cli.safety;

import dev.assay.datasets.DatasetForms;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.Selection;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.catalog.UnusableTask;
import dev.assay.eval.dataset.DatasetFolder;
import dev.assay.eval.document.DocumentSource;
import dev.assay.eval.prompt.TaskDocuments;
import dev.assay.eval.safety.SafetySets;
import dev.assay.spark.internal.evaluate.EvaluateSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a report asks.
 *
 * @param wanted names of tasks, in the report's order
 * @param runs one, or one of plain texts and one of requests in the chat template
 * @param left tasks that cannot be asked, and why
 */
public record SafetySelection(
    List<String> wanted, List<EvaluateSettings> runs, Map<String, String> left) {
  /** Makes the settings of a run. */
  @FunctionalInterface
  public interface RunOf {
    EvaluateSettings of(List<SelectedTask> tasks, DocumentSource documents, boolean inChatTemplate);
  }

  /**
   * The sets whose data are there.
   *
   * @param sets as {@link SafetySets#tasks} takes them
   * @param chat whether requests go through the model's chat template, in a run of their own
   */
  public static SafetySelection of(List<String> sets, Path data, boolean chat, RunOf run) {
    DatasetFolder documents = DatasetForms.folder(data);
    List<String> wanted = SafetySets.tasks(sets);
    Selection selection = TaskCatalog.standard().select(wanted, OptionalInt.empty());
    Map<String, String> left = new LinkedHashMap<>();
    for (UnusableTask task : selection.unusable()) {
      left.put(task.task(), task.message());
    }
    List<SelectedTask> plain = new ArrayList<>();
    List<SelectedTask> conversations = new ArrayList<>();
    for (SelectedTask task : selection.tasks()) {
      String name = task.task().name();
      if (TaskDocuments.sources(task.task()).stream()
          .noneMatch(source -> documents.holds(source.dataset(), source.split()))) {
        left.put(name, "its data are not in " + data);
      } else {
        (chat && SafetySets.isOfRequests(name) ? conversations : plain).add(task);
      }
    }
    List<EvaluateSettings> runs = new ArrayList<>();
    if (!plain.isEmpty()) {
      runs.add(run.of(plain, documents, false));
    }
    if (!conversations.isEmpty()) {
      runs.add(run.of(conversations, documents, true));
    }
    return new SafetySelection(wanted, runs, left);
  }
}
