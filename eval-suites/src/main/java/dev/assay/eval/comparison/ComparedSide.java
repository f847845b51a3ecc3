package dev.assay.eval.comparison;

import dev.assay.eval.run.RunScores;
import java.util.List;

/**
 * A run that is compared, or a reference.
 *
 * @param place folder of tables and id of the run; files of the reference
 * @param model folder of its model; null for a reference
 * @param quantization of its large weight matrices; null for a reference
 * @param scores of the run; of a reference, of the tasks that the run it is held against has
 * @param otherTasks names of tasks that a reference has besides
 */
public record ComparedSide(
    String place, String model, String quantization, RunScores scores, List<String> otherTasks) {
  public ComparedSide {
    otherTasks = List.copyOf(otherTasks);
  }

  boolean isReference() {
    return model == null;
  }
}
