package dev.assay.cli.evaluate;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import dev.assay.eval.catalog.Selection;
import dev.assay.eval.catalog.UnusableTask;
import java.io.PrintWriter;

/** Tasks that cannot be run are told, and the others run. */
final class UnusableTasks {
  private UnusableTasks() {}

  /**
   * @throws AssayException of kind USAGE where no other is left
   */
  static void report(Selection selection, PrintWriter messages) {
    for (UnusableTask task : selection.unusable()) {
      messages.println("left out " + task.task() + ": " + task.message());
    }
    messages.flush();
    if (selection.tasks().isEmpty()) {
      UnusableTask first = selection.unusable().get(0);
      throw new AssayException(
          ErrorKind.USAGE,
          "none of the tasks can be run",
          first.task() + ": " + first.message(),
          "assay tasks --check says which can");
    }
  }
}
