package dev.assay.eval.rating;

import dev.assay.core.error.AssayException;
import dev.assay.core.error.ErrorKind;
import java.util.Arrays;
import java.util.List;

/**
 * Two answers to one prompt, to be rated by people.
 *
 * @param promptId of the prompt; with the models' names it says which pair a rating is of
 * @param category null where there is none
 * @param prompt as people should read it, before any chat template
 */
public record SheetPair(
    String promptId, String category, String prompt, SheetAnswer candidate, SheetAnswer baseline) {

  /**
   * @throws AssayException of kind DATA for a missing text, or a name that an import would not read
   *     as it is
   */
  public SheetPair {
    for (String name : Arrays.asList(promptId, candidate.model(), baseline.model())) {
      if (name == null || name.isEmpty() || !name.equals(name.strip())) {
        throw unusable(promptId, "a name is empty, or has space around it: '" + name + "'");
      }
    }
    if (prompt == null || candidate.text() == null || baseline.text() == null) {
      throw unusable(promptId, "the prompt's text or an answer's is missing");
    }
    if (candidate.model().equals(baseline.model())) {
      throw unusable(promptId, "both answers are of model '" + candidate.model() + "'");
    }
  }

  private static AssayException unusable(String promptId, String cause) {
    return new AssayException(
        ErrorKind.DATA,
        "the answers to prompt '" + promptId + "' cannot be put on a sheet",
        cause,
        "give every prompt an id and a text, and every model a name of its own and an answer");
  }

  /** Who and what is rated. */
  List<String> identity() {
    return List.of(promptId, candidate.model(), baseline.model());
  }
}
