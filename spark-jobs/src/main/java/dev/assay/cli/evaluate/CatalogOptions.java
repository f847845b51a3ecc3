package dev.assay.cli.evaluate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.catalog.SelectedTask;
import dev.assay.eval.catalog.TaskCatalog;
import dev.assay.eval.dataset.DatasetFolder;
import dev.assay.spark.internal.settings.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where tasks come from. */
final class CatalogOptions {
  @Option(
      names = "--include_path",
      paramLabel = "DIR",
      description =
          "Folder of task files in the form of lm-evaluation-harness, with all below it; may be"
              + " given several times. Its tasks go before those of the same name.")
  private List<Path> includes = new ArrayList<>();

  TaskCatalog open() {
    return TaskCatalog.open(includes);
  }

  /**
   * The folder that tasks read their documents from; the working folder where none is given and
   * every task names its own files.
   *
   * @param given empty where no folder is
   * @throws AssayException of kind USAGE where none is given, and a task needs one
   */
  static Path dataFolder(String given, List<SelectedTask> tasks) {
    if (given.isEmpty()
        && tasks.stream().anyMatch(task -> DatasetFolder.isNeededFor(task.task().dataset()))) {
      throw new AssayException(
          ErrorKind.USAGE,
          "no data folder is given",
          "tasks read their questions from files",
          "give --data FOLDER, or set " + Setting.DATA.key());
    }
    return Path.of(given);
  }
}
